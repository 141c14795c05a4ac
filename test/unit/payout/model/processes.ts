import { ClaimMemory } from '../../../../enkash/payout/claimMemory.ts';
import type { ClaimStore } from '../../../../enkash/payout/claims.ts';
import { Locks } from '../../../../enkash/payout/locks.ts';
import type { VirtualTime } from './virtualTime.mts';

/** A process that can die: whatever it was waiting for, it never hears of it. */
export class Process {
	readonly locks = new Locks();
	readonly memory = new ClaimMemory();
	/** ms that its clock is ahead. */
	readonly clockSkewMs: number;
	alive = true;
	private readonly mourners: Array<() => void> = [];

	constructor(clockSkewMs: number) {
		this.clockSkewMs = clockSkewMs;
	}

	onDeath(mourn: () => void): void {
		this.mourners.push(mourn);
	}

	die(): void {
		this.alive = false;
		this.mourners.forEach((mourn) => mourn());
	}
}

/** A row of n8n's database: read, then written as a whole, with nothing that keeps others out. */
export class Row {
	private keys: ReadonlySet<string> | undefined;

	private readonly time: VirtualTime;
	/** ms that a step takes. Three of them must stay below the settling time. */
	private readonly step: () => number;

	constructor(time: VirtualTime, step: () => number) {
		this.time = time;
		this.step = step;
	}

	/** The store as one process sees it. What a dead process was about to write is not written. */
	storeOf(process: Process): ClaimStore {
		const rewrite = async (change: (keys: Set<string>) => void) => {
			await this.time.sleep(this.step());
			const read = this.keys;
			const changed = new Set(read);
			change(changed);
			await this.time.sleep(this.step());
			// The first one to record makes the row; one who did not see it then cannot make it again.
			if (!read && this.keys) throw new Error('UNIQUE constraint failed');
			if (process.alive) this.keys = changed;
			await this.time.sleep(this.step());
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
		};
	}
}
