import { describe, expect, it } from '@jest/globals';
import {
	LOST,
	UNREACHABLE,
	answered,
	callsOf,
	codesIn,
	done,
	onWorker,
	outcomesOf,
	payouts,
	refuses,
	run,
	tell,
	undone,
} from './story.mts';

const MINUTE = 60_000;
const all = (count: number, outcome: string) => Array.from({ length: count }, () => outcome);

describe('a batch', () => {
	it('is paid, each payment once, in its order', async () => {
		const { bank, first, outcomes } = await tell({ payments: payouts(12) });
		expect(outcomes).toEqual([all(12, 'paid')]);
		expect(bank.commits).toHaveLength(12);
		const ids = first?.result?.outcomes.map((one) => 'receipt' in one && one.receipt?.handleId);
		const wanted = payouts(12).map(({ recipient }) => recipient.handleId);
		expect(ids).toEqual(wanted);
	});

	it('pays nobody again when it is run again', async () => {
		const { bank, outcomes } = await tell({
			payments: payouts(12),
			lanes: [onWorker(0, run(), run(MINUTE))],
		});
		expect(outcomes).toEqual([all(12, 'paid'), all(12, 'alreadyPaid')]);
		expect(bank.commits).toHaveLength(12);
	});

	it('pays what an earlier run has left', async () => {
		const { outcomes } = await tell({
			payments: payouts(3),
			lanes: [onWorker(0, run(), run(MINUTE))],
			options: { concurrency: 1 },
			script: { allocations: [refuses('Invalid mobile'), refuses('Handle is not active')] },
		});
		expect(outcomes).toEqual([
			['rejected: field-refused', 'rejected: handle-blocked', 'paid'],
			['paid', 'paid', 'alreadyPaid'],
		]);
	});

	it('sends one payment alone first, and the others once EnKash has shown it', async () => {
		const { first } = await tell({ payments: payouts(9), pace: [100] });
		const paths = first?.calls.map((path) => path.split('/').at(-1) ?? '') ?? [];
		const allocations = paths.flatMap((path, index) => (/alloc/.test(path) ? [index] : []));
		const [canary = 0, next = 0] = allocations;
		expect(paths.slice(canary + 1, next)).toEqual(['all']);
		expect(allocations).toHaveLength(9);
	});

	it('holds as many requests in flight as it may, and no more', async () => {
		const { first } = await tell({ payments: payouts(40), options: { concurrency: 7 } });
		expect(first?.mostInFlight).toBe(7);
	});

	it('is paid when the payment before was made two minutes ago and so is its look-up', async () => {
		const { outcomes } = await tell({ payments: payouts(8), pace: [20_000] });
		expect(outcomes).toEqual([all(8, 'paid')]);
	});
});

describe('the balance', () => {
	it('must cover what is due, or nothing is sent', async () => {
		const { first, outcomes } = await tell({ payments: payouts(3), balance: 299 });
		expect(outcomes).toEqual([all(3, 'notSent: balance-not-enough')]);
		expect(callsOf(first, 'allocate')).toBe(0);
	});

	it('must cover no more than what is due', async () => {
		const { outcomes } = await tell({
			payments: payouts(3),
			balance: 300,
			lanes: [onWorker(0, run(), run(MINUTE))],
		});
		expect(outcomes).toEqual([all(3, 'paid'), all(3, 'alreadyPaid')]);
	});

	it('is read once, and known to the result', async () => {
		const { first } = await tell({ payments: payouts(20) });
		expect(callsOf(first, 'account')).toBe(1);
		expect(first?.result?.balanceBefore).toBe(10_000_000n);
	});

	it('that cannot be read lets nothing be sent', async () => {
		const { outcomes } = await tell({
			payments: payouts(2),
			script: { others: [done({ kind: 'own' }), undone(answered(503))] },
		});
		expect(outcomes).toEqual([all(2, 'notSent: balance-unreadable')]);
	});

	it('ends a batch where EnKash says that it is used up', async () => {
		const { outcomes } = await tell({
			payments: payouts(5),
			balance: 250,
			options: { checkBalanceFirst: false, concurrency: 1 },
		});
		expect(outcomes).toEqual([
			['paid', 'paid', 'rejected: account-balance-too-low', ...all(2, 'notSent: stopped')],
		]);
	});
});

describe('what ends a batch', () => {
	it('is not what concerns one person', async () => {
		const { outcomes } = await tell({
			payments: payouts(4),
			options: { concurrency: 1 },
			script: { allocations: [refuses('Handle is not active'), undone(LOST)] },
		});
		// The second is the canary then: nobody knows what became of it, and so of any other.
		expect(outcomes).toEqual([
			['rejected: handle-blocked', 'unknown: outcome-unknown', ...all(2, 'notSent: stopped')],
		]);
	});

	it('is a canary that EnKash does not show', async () => {
		const { bank, first, outcomes } = await tell({
			payments: payouts(3),
			dialects: ['never-listed'],
		});
		expect(outcomes).toEqual([['paid', ...all(2, 'notSent: stopped')]]);
		expect(codesIn(first)).toContain('payment-not-shown');
		expect(first?.result?.rerun).toMatchObject({ isSafe: false, risks: ['unproven'] });
		expect(bank.commits.filter((commit) => commit.run === 0)).toHaveLength(1);
	});

	it('is a canary that cannot be looked up, which is not said to be shown differently', async () => {
		const { first, outcomes } = await tell({
			payments: payouts(3),
			options: { concurrency: 1 },
			script: {
				lookUps: [
					...Array.from({ length: 3 }, () => done({ kind: 'own' })),
					...Array.from({ length: 60 }, () => undone(LOST)),
				],
			},
		});
		expect(outcomes).toEqual([['paid', ...all(2, 'notSent: stopped')]]);
		expect(codesIn(first)).toContain('look-up-inconclusive');
	});

	it('is three canaries in a row that EnKash refuses', async () => {
		const { first, outcomes } = await tell({
			payments: payouts(4),
			script: { allocations: Array.from({ length: 3 }, () => refuses('Invalid mobile')) },
		});
		expect(outcomes).toEqual([[...all(3, 'rejected: field-refused'), 'notSent: stopped']]);
		expect(codesIn(first)).toContain('no-payment-to-prove-with');
	});

	it('is three payments in a row of which nobody knows what became of them', async () => {
		const lost = Array.from({ length: 9 }, () => undone(LOST));
		const { first, outcomes } = await tell({
			payments: payouts(10),
			options: { concurrency: 1, confirmationWindowMs: 0 },
			script: { allocations: [done({ kind: 'own' }), ...lost] },
		});
		expect(outcomes[0]?.slice(0, 4)).toEqual(['paid', ...all(3, 'unknown: outcome-unknown')]);
		expect(outcomes[0]?.slice(6)).toEqual(all(4, 'notSent: stopped'));
		expect(codesIn(first)).toContain('too-many-unknown');
	});

	it('is a log-in that EnKash refuses', async () => {
		const { outcomes } = await tell({
			payments: payouts(3),
			options: { concurrency: 1 },
			script: { allocations: [done({ kind: 'own' }), undone({ kind: 'noSession' })] },
		});
		expect(outcomes[0]).toEqual(['paid', 'notSent: login-refused', 'notSent: stopped']);
	});

	it('is a cancelled execution, of which each payment says so', async () => {
		const { outcomes } = await tell({
			payments: payouts(3),
			lanes: [onWorker(0, run(0, { cancelledAfterMs: 300 }))],
		});
		expect(outcomes).toEqual([all(3, 'notSent: execution-cancelled')]);
	});

	it('is a cancelled execution, and what was paid before is still told', async () => {
		const { outcomes } = await tell({
			payments: payouts(30),
			options: { concurrency: 1 },
			lanes: [onWorker(0, run(0, { cancelledAfterMs: 1_500 }))],
		});
		expect(new Set(outcomes[0])).toEqual(new Set(['paid', 'notSent: execution-cancelled']));
	});
});

describe('a payment that must be corrected', () => {
	const [someone, ...others] = payouts(3);
	const unknownHandle = { kind: 'handle', handleId: 'EKCNOBODY1' } as const;
	const payments = someone ? [{ ...someone, recipient: unknownHandle }, ...others] : [];

	it('holds back the others', async () => {
		const { first, outcomes } = await tell({ payments });
		expect(outcomes[0]?.slice(1)).toEqual(all(2, 'notSent: held-back'));
		expect(callsOf(first, 'allocate')).toBe(0);
	});

	it('holds back nobody where the others are to be paid', async () => {
		const { outcomes } = await tell({ payments, options: { ifRowsAreWrong: 'payTheOthers' } });
		expect(outcomes[0]?.slice(1)).toEqual(all(2, 'paid'));
	});
});

describe('a run that only checks', () => {
	it('sends nothing, and leaves no mark in the record', async () => {
		const { first, outcomes } = await tell({
			payments: payouts(3),
			lanes: [onWorker(0, run())],
			options: { checkOnly: true },
		});
		expect(outcomes).toEqual([all(3, 'wouldPay')]);
		expect(callsOf(first, 'allocate')).toBe(0);
	});
});

describe('a payment that another worker has begun', () => {
	it('is refused until twenty minutes have gone at the most, and says from when on it is not', async () => {
		const { bank, outcomes, second } = await tell({
			payments: payouts(2),
			lanes: [onWorker(0, run(0, { diesAtStep: 8 })), onWorker(1, run(MINUTE), run(20 * MINUTE))],
			dialects: [],
			lags: [60 * MINUTE],
			options: { concurrency: 1 },
		});
		expect(new Set(outcomes[1])).toEqual(new Set(['notSent: begun-by-another-run']));
		expect(second?.result?.rerun.notBefore).toBeDefined();
		expect(bank.commits.length).toBeLessThanOrEqual(2);
	});
});

describe('a request that surely did not leave', () => {
	it('is made again, three times at the most', async () => {
		const good = await tell({
			script: { allocations: [undone(UNREACHABLE), undone(UNREACHABLE)] },
		});
		expect(good.outcomes).toEqual([['paid']]);
		const allocations = Array.from({ length: 3 }, () => undone(UNREACHABLE));
		const bad = await tell({ script: { allocations } });
		expect(bad.outcomes).toEqual([['notSent: unreachable']]);
	});

	it('leaves nothing behind: the next run may pay at once', async () => {
		const allocations = Array.from({ length: 3 }, () => undone(UNREACHABLE));
		const { outcomes } = await tell({
			lanes: [onWorker(0, run()), onWorker(1, run(30_000))],
			script: { allocations },
		});
		expect(outcomes).toEqual([['notSent: unreachable'], ['paid']]);
	});
});

it('pays without a record of n8n, and says that nobody would notice another worker', async () => {
	const { first, outcomes } = await tell({ payments: payouts(2), withStore: false });
	expect(outcomes).toEqual([['paid', 'paid']]);
	expect(first?.result?.rerun).toEqual({ isSafe: false, risks: ['noStore'] });
});

it('calls it safe to run again once EnKash has shown what was paid', async () => {
	const { first, last } = await tell({ payments: payouts(2) });
	expect(first?.result?.rerun).toEqual({ isSafe: true, risks: [] });
	expect(outcomesOf(last)).toEqual(['alreadyPaid', 'alreadyPaid']);
});

describe('payments that were not sent because the record was too slow', () => {
	const slowOnce = [600, ...Array.from({ length: 200 }, () => 10)];
	const tooSlow = all(6, 'notSent: record-too-slow');

	it('are sent two hours later, once EnKash has shown a new payment', async () => {
		const { outcomes } = await tell({
			payments: payouts(7),
			lanes: [onWorker(0, run(0, { known: 6 }), run(5 * MINUTE, { known: 6 }), run(180 * MINUTE))],
			history: 5,
			storePace: slowOnce,
		});
		expect(outcomes).toEqual([tooSlow, tooSlow, all(7, 'paid')]);
	});

	it('are left to a person where the process does not remember them', async () => {
		const { outcomes } = await tell({
			payments: payouts(7),
			lanes: [onWorker(0, run(0, { known: 6 })), onWorker(1, run(180 * MINUTE))],
			history: 5,
			storePace: slowOnce,
		});
		expect(outcomes).toEqual([tooSlow, [...all(6, 'notSent: begun-before'), 'paid']]);
	});
});

describe('a payment of which nobody knows what became of it', () => {
	it('is never sent again by itself, however long EnKash hides it', async () => {
		const { bank, outcomes } = await tell({
			payments: payouts(4),
			lanes: [onWorker(0, run(0, { known: 3 }), run(30 * MINUTE, { known: 3 }), run(180 * MINUTE))],
			script: { allocations: [done({ kind: 'own' }), done(LOST)] },
			lags: [0, 1_000 * MINUTE, 0, 0],
		});
		const left = ['alreadyPaid', 'notSent: begun-before', 'alreadyPaid'];
		expect(outcomes).toEqual([
			['paid', 'unknown: outcome-unknown', 'paid'],
			left,
			[...left, 'paid'],
		]);
		expect(bank.commits).toHaveLength(4);
	});
});

describe('a payment that a person looked for', () => {
	it('is sent once its lease is over, although EnKash may still hide it', async () => {
		const { outcomes } = await tell({
			lanes: [onWorker(0, run()), onWorker(1, run(30 * MINUTE, { isCheckedByHand: true }))],
			script: { allocations: [undone(LOST)] },
		});
		expect(outcomes.slice(0, 2)).toEqual([['unknown: outcome-unknown'], ['paid']]);
	});

	it('is sent once only, until it is taken out and looked for again', async () => {
		const checked = { isCheckedByHand: true };
		const { bank, outcomes } = await tell({
			lanes: [
				onWorker(0, run(), run(30 * MINUTE, checked), run(30 * MINUTE, checked)),
				onWorker(1, run(100 * MINUTE), run(30 * MINUTE, checked)),
			],
			script: { allocations: [undone(LOST), undone(LOST)] },
		});
		const unknown = ['unknown: outcome-unknown'];
		expect(outcomes).toEqual([
			...[unknown, unknown, ['notSent: check-used']],
			...[['unknown: recorded-but-not-shown'], ['paid']],
			['alreadyPaid'],
		]);
		expect(bank.timesPaid('pay-0000')).toBe(1);
	});

	it.each([true, false])(
		'may be sent again if EnKash refused it, with a record: %p',
		async (withStore) => {
			const checked = { isCheckedByHand: true };
			const { outcomes } = await tell({
				withStore,
				lanes: [onWorker(0, run(), run(30 * MINUTE, checked), run(1 * MINUTE, checked))],
				script: { allocations: [undone(LOST), refuses('Handle is not active')] },
			});
			expect(outcomes.slice(0, 3)).toEqual([
				...[['unknown: outcome-unknown'], ['rejected: handle-blocked'], ['paid']],
			]);
		},
	);

	it('is not sent if it was just being paid when the person looked', async () => {
		const { bank } = await tell({
			lanes: [
				{ process: 0, node: 0, plans: [run()] },
				{ process: 0, node: 1, plans: [run(1_900, { isCheckedByHand: true })] },
			],
			lags: [5 * MINUTE],
			pace: [300],
		});
		expect(bank.timesPaid('pay-0000')).toBe(1);
	});
});
