import { type Lease, type LeasePorts, Leases } from '../../../enkash/payout/lease.ts';
import { type RecordStore, RecordWriter } from '../../../enkash/payout/recordWriter.ts';
import {
	LEASE_INTERVAL_MS,
	MAX_CLOCK_SKEW_MS,
	SEND_WITHIN_MS,
	SETTLING_MS,
} from '../../../enkash/payout/timing.ts';
import { StubClock } from './stub.ts';

/** n8n's record of one node: a row that all workers read and write. */
class Row {
	keys = new Set<string>();
	/** ms that each call takes. */
	callMs = 0;
	/** How many calls are still to fail. */
	failures = 0;
	isKept = true;

	private readonly clock: StubClock;

	constructor(clock: StubClock) {
		this.clock = clock;
	}

	readonly store: RecordStore = {
		record: async (keys) => {
			await this.clock.sleep(this.callMs);
			if (this.failures-- > 0) throw new Error('The database is starting up');
			if (!this.isKept) return undefined;
			const there = keys.filter((key) => this.keys.has(key));
			keys.forEach((key) => this.keys.add(key));
			return there;
		},
		remove: async (keys) => {
			await this.clock.sleep(this.callMs);
			keys.forEach((key) => this.keys.delete(key));
		},
	};
}

function installation() {
	const clock = new StubClock();
	clock.ms = 100 * LEASE_INTERVAL_MS;
	const row = new Row(clock);
	let nonces = 0;
	const worker = (more: Partial<LeasePorts> = {}) =>
		new Leases({
			store: new RecordWriter(row.store, clock.now),
			sleep: clock.sleep,
			now: clock.now,
			elapsed: clock.now,
			nonce: () => `nonce ${(nonces += 1)}`,
			...more,
		});
	return { clock, row, worker };
}

async function leaseOf(leases: Leases, ...ids: readonly string[]): Promise<Lease> {
	const leased = await leases.take(ids);
	if (leased.kind !== 'leased') throw new Error(`It is ${leased.kind}`);
	return leased;
}

const standingOf = (lease: Lease, id: string): string | undefined => {
	const standing = lease.standings.get(id);
	return standing && 'failure' in standing ? standing.failure.code : standing?.kind;
};

it('leases what nobody has begun, and verifies it before it is used', async () => {
	const { clock, worker } = installation();
	const startedAt = clock.ms;
	const lease = await leaseOf(worker(), 'a', 'b');
	expect([standingOf(lease, 'a'), standingOf(lease, 'b')]).toEqual(['fresh', 'fresh']);
	expect(clock.ms - startedAt).toBe(SETTLING_MS);
});

describe('a payment that another run has leased', () => {
	it.each([0, 9 * 60_000, 19 * 60_000])(
		'is refused %i ms later, from when on it is not',
		async (ms) => {
			const { clock, worker } = installation();
			const from = clock.ms;
			await leaseOf(worker(), 'a');
			clock.ms = from + ms;
			const lease = await leaseOf(worker(), 'a', 'b');
			expect(lease.standings.get('a')).toMatchObject({
				failure: {
					code: 'begun-by-another-run',
					data: { from, to: from + LEASE_INTERVAL_MS, runAgainAfter: from + 2 * LEASE_INTERVAL_MS },
				},
			});
			expect(standingOf(lease, 'b')).toBe('fresh');
		},
	);

	it('is refused to a worker whose clock is behind by a minute', async () => {
		const { clock, worker } = installation();
		await leaseOf(worker(), 'a');
		const now = () => clock.ms - MAX_CLOCK_SKEW_MS;
		expect(standingOf(await leaseOf(worker({ now }), 'a'), 'a')).toBe('begun-by-another-run');
	});

	it('counts as begun once its lease is over', async () => {
		const { clock, worker } = installation();
		await leaseOf(worker(), 'a');
		clock.ms += 2 * LEASE_INTERVAL_MS;
		expect(standingOf(await leaseOf(worker(), 'a'), 'a')).toBe('begun');
	});

	it('is not leased any longer because somebody has asked for it', async () => {
		const { clock, worker } = installation();
		await leaseOf(worker(), 'a');
		clock.ms += LEASE_INTERVAL_MS;
		await leaseOf(worker(), 'a');
		clock.ms += LEASE_INTERVAL_MS;
		expect(standingOf(await leaseOf(worker(), 'a'), 'a')).toBe('begun');
	});

	it('is fresh again once that run has taken it back', async () => {
		const { worker } = installation();
		const first = worker();
		await first.release(await leaseOf(first, 'a', 'b'), ['a']);
		const lease = await leaseOf(worker(), 'a', 'b');
		expect([standingOf(lease, 'a'), standingOf(lease, 'b')]).toEqual([
			'fresh',
			'begun-by-another-run',
		]);
	});

	it('is not taken back by a run whose own lease is over', async () => {
		const { clock, worker } = installation();
		const first = worker();
		const lease = await leaseOf(first, 'a');
		clock.ms += 2 * LEASE_INTERVAL_MS;
		await leaseOf(worker(), 'a');
		await first.release(lease, ['a']);
		expect(standingOf(await leaseOf(worker(), 'a'), 'a')).toBe('begun-by-another-run');
	});
});

describe('a lease', () => {
	it('is taken anew when another write has erased it before it was verified', async () => {
		const { clock, row, worker } = installation();
		const taking = leaseOf(
			worker({
				sleep: async (ms) => {
					if (row.keys.size > 0 && clock.ms < 100 * LEASE_INTERVAL_MS + SETTLING_MS)
						row.keys.clear();
					await clock.sleep(ms);
				},
			}),
			'a',
		);
		expect(standingOf(await taking, 'a')).toBe('fresh');
		expect(row.keys).toContain('a');
	});

	it('that is erased again and again leaves nothing to send', async () => {
		const { clock, row, worker } = installation();
		const sleep = async (ms: number) => {
			row.keys.clear();
			await clock.sleep(ms);
		};
		expect(await worker({ sleep }).take(['a'])).toMatchObject({ kind: 'storeDown' });
	});

	it('is none where the record was so slow that it may have erased that of another', async () => {
		const { row, worker } = installation();
		row.callMs = SETTLING_MS;
		const lease = await leaseOf(worker(), 'a');
		expect(standingOf(lease, 'a')).toBe('record-too-slow');
		expect(lease.standings.get('a')?.kind).toBe('doubtful');
		expect(row.keys).toContain('a');
	});

	it('lets payments leave for three minutes, by the clock that goes faster', async () => {
		const { clock, worker } = installation();
		const lease = await leaseOf(worker({ elapsed: () => clock.ms * 2 }), 'a');
		const left = lease.leftMs();
		expect(left).toBe(SEND_WITHIN_MS - 2 * SETTLING_MS);
		clock.ms += 60_000;
		expect(lease.leftMs()).toBe(left - 120_000);
	});

	it('needs a record: one that is down for long lets nothing be sent', async () => {
		const { row, worker } = installation();
		row.failures = 4;
		expect((await worker().take(['a'])).kind).toBe('leased');
		row.failures = 5;
		expect((await worker().take(['b'])).kind).toBe('storeDown');
	});

	it('is not asked for twice where n8n keeps no record', async () => {
		const { row, worker } = installation();
		row.isKept = false;
		const leases = worker();
		expect((await leases.take(['a'])).kind).toBe('storeMissing');
		expect(leases.withoutStore).toBe(true);
	});
});

describe('what was paid', () => {
	it('is recorded with the next call', async () => {
		const { row, worker } = installation();
		const leases = worker();
		leases.recordPaid(['a']);
		expect(row.keys.has('a=')).toBe(false);
		await leases.flush();
		expect(row.keys.has('a=')).toBe(true);
	});

	it('is known to the next run, which records the others before it sends them', async () => {
		const { row, worker } = installation();
		const first = worker();
		first.recordPaid(['a']);
		await first.flush();
		expect(await worker().recordAsPaid(['a', 'b'])).toEqual(new Set(['a']));
		expect(row.keys.has('b=')).toBe(true);
	});

	it('cannot be known where the record is slow or down', async () => {
		const { row, worker } = installation();
		row.callMs = SETTLING_MS;
		expect(await worker().recordAsPaid(['a'])).toBe('unavailable');
		row.failures = 5;
		expect(await worker().recordAsPaid(['a'])).toBe('unavailable');
	});
});
