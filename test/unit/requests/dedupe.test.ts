import { dedupe } from '../../../enkash/requests/dedupe.ts';
import { RequestQueue } from '../../../enkash/requests/queue.ts';
import { StubClock, StubEnKash, yes } from '../payout/stub.ts';

it('sends once what several items ask, and what differs apart', async () => {
	const clock = new StubClock();
	const enkash = new StubEnKash({ transactions: [yes([])] }, clock.now);
	const reads = dedupe({
		...{ client: enkash.client, queue: new RequestQueue(clock, 5) },
		...{ sleep: clock.sleep, now: clock.now, nonce: () => 'nonce' },
	});
	await Promise.all(
		['a', 'b', 'a', 'a'].map(
			async (pgReferenceNumber) =>
				await reads.transactions({ cardAccountId: 'CA1', pgReferenceNumber }),
		),
	);
	expect(enkash.timesAsked('transactions')).toBe(2);
});
