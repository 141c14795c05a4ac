import { PayoutProcess } from '../../../../enkash/payout/payoutProcess.ts';
import { type RecordStore, RecordWriter } from '../../../../enkash/payout/recordWriter.ts';
import type { VirtualTime } from './virtualTime.mts';

/** A process that can die: whatever it was waiting for, it never hears of it. */
export class Process {
	readonly payouts = new PayoutProcess();
	/** ms that its clock is ahead. */
	readonly clockSkewMs: number;
	alive = true;
	private readonly writers = new Map<Row, RecordWriter>();
	private readonly mourners: Array<() => void> = [];

	constructor(clockSkewMs: number) {
		this.clockSkewMs = clockSkewMs;
	}

	/** The one writer of this process to a row. */
	writerTo(row: Row): RecordWriter {
		const known = this.writers.get(row);
		if (known) return known;
		const writer = new RecordWriter(row.storeOf(this), row.elapsed);
		this.writers.set(row, writer);
		return writer;
	}

	onDeath(mourn: () => void): void {
		this.mourners.push(mourn);
	}

	die(): void {
		this.alive = false;
		this.mourners.forEach((mourn) => mourn());
	}
}

/** What goes wrong in one call of the store: before or after it has written. */
export type StoreFault = 'none' | 'before' | 'after';

export interface Weather {
	/** ms that the next step of a call takes; a call has three. */
	readonly step: () => number;
	readonly fault: () => StoreFault;
}

/** A row of n8n's database: read, then written as a whole, with nothing that keeps others out. */
export class Row {
	private keys: ReadonlySet<string> | undefined;
	private readonly time: VirtualTime;
	private readonly weather: Weather;

	constructor(time: VirtualTime, weather: Weather) {
		this.time = time;
		this.weather = weather;
	}

	readonly elapsed = (): number => this.time.now;

	/** The store as one process sees it. What a dead process was about to write is not written. */
	storeOf(process: Process): RecordStore {
		const rewrite = async (change: (keys: Set<string>) => void) => {
			const fault = this.weather.fault();
			await this.time.sleep(this.weather.step());
			const read = this.keys;
			const changed = new Set(read);
			change(changed);
			await this.time.sleep(this.weather.step());
			if (fault === 'before') throw new Error('The database is starting up');
			// The first one to record makes the row; one who did not see it then cannot make it again.
			if (!read && this.keys) throw new Error('UNIQUE constraint failed');
			if (process.alive) this.keys = changed;
			await this.time.sleep(this.weather.step());
			if (fault === 'after') throw new Error('The connection to the database was lost');
		};
		return {
			record: async (keys) => {
				let before: string[] = [];
				await rewrite((all) => {
					before = keys.filter((key) => all.has(key));
					keys.forEach((key) => all.add(key));
				});
				return before;
			},
			remove: async (keys) => {
				await rewrite((all) => keys.forEach((key) => all.delete(key)));
			},
		};
	}
}
