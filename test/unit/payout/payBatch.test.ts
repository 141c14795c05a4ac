import type { Failure } from '../../../enkash/failures/failure.ts';
import { ENDPOINTS } from '../../../enkash/contract/endpoints.ts';
import { SETTLING_MS } from '../../../enkash/payout/claims.ts';
import type { Payment } from '../../../enkash/payout/payment.ts';
import { answer } from './model/bank.ts';
import { type Fate, GOOD, type Reply } from './model/faults.ts';
import type { RunPlan } from './model/run.ts';
import { type Scenario, simulate } from './model/simulation.ts';
import { payment, payments } from './payments.ts';

const refusal = (words: string): Reply => ({
	kind: 'answer',
	answer: answer(200, { response_code: 1, response_message: words, payload: words }),
});
const status = (code: number): Reply => ({ kind: 'answer', answer: answer(code, undefined) });
const lost: Reply = { kind: 'failure', failure: { kind: 'unknown', message: 'Connection lost' } };
const unreached: Reply = { kind: 'failure', failure: { kind: 'notSent', message: 'Refused' } };

const before = (reply: Reply): Fate => ({ done: 'never', reply });
const after = (reply: Reply): Fate => ({ done: 'onArrival', reply });

interface Story {
	readonly batch: readonly Payment[];
	readonly runs?: readonly RunPlan[];
	readonly allocations?: readonly Fate[];
	readonly lookUps?: readonly Fate[];
	readonly accounts?: readonly Fate[];
	readonly options?: Partial<Scenario['options']>;
	readonly balance?: number;
	/** ms that each leg of a request takes; else 10. */
	readonly leg?: number;
}

async function play({ batch, runs, allocations, lookUps, accounts, options, balance, leg }: Story) {
	const report = await simulate({
		batch,
		options: {
			concurrency: 1,
			confirmationWindowMs: 10_000,
			checkBalanceFirst: false,
			dryRun: false,
			...options,
		},
		lanes: [runs ?? [{ afterMs: 0 }]],
		startsAt: 0,
		clockSkewMs: 0,
		oneProcess: true,
		withStore: true,
		balance: balance ?? 10_000,
		script: {
			allocations: allocations ?? [],
			lookUps: lookUps ?? [],
			accounts: accounts ?? [],
		},
		pace: [leg ?? 10],
		storePace: [10],
	});
	const [run] = report.runs;
	if (!run?.outcomes) throw new Error('The run did not end');
	const failures = run.outcomes.map((outcome): Partial<Failure> => {
		return 'failure' in outcome ? outcome.failure : {};
	});
	return { ...report, run, failures, kinds: run.outcomes.map(({ kind }) => kind) };
}

const calls = (story: { run: { calls: readonly string[] } }, endpoint: keyof typeof ENDPOINTS) =>
	story.run.calls.filter((path) => path === ENDPOINTS[endpoint].path).length;

describe('one payment', () => {
	it('is paid, and tells what EnKash told', async () => {
		const { run, bank } = await play({ batch: [payment({ amount: 9_950n })] });
		expect(run.outcomes).toEqual([
			{
				kind: 'paid',
				confirmedBy: 'response',
				receipt: { enKashCardId: 'EKC9MKS5RM', enKashTransactionId: 'ECT0', otbBalance: 99.5 },
			},
		]);
		expect(bank.commits).toHaveLength(1);
	});

	it.each([
		['the answer is lost', lost],
		['the answer takes too long', { kind: 'silence' } as const],
		['a gateway answers 504', status(504)],
		['a web page comes', { kind: 'answer', answer: answer(200, '<html>') } as const],
		['the answer has no reference', { kind: 'echo', echo: undefined } as const],
		['the answer has another reference', { kind: 'echo', echo: 'pay-9' } as const],
	])('is found by its reference when it was paid and %s', async (_, reply) => {
		const { run, bank } = await play({ batch: [payment()], allocations: [after(reply)] });
		expect(run.outcomes).toEqual([
			{
				kind: 'paid',
				confirmedBy: 'lookup',
				receipt: { enKashCardId: 'EKC9MKS5RM', enKashTransactionId: 'ECT0' },
			},
		]);
		expect(bank.commits).toHaveLength(1);
	});

	it.each([
		['the answer is lost', lost],
		['the answer takes too long', { kind: 'silence' } as const],
		['EnKash breaks', status(500)],
	])('is unknown, and not sent again, when it was not paid and %s', async (_, reply) => {
		const story = await play({ batch: [payment()], allocations: [before(reply)] });
		expect(story.kinds).toEqual(['unknown']);
		expect(story.failures[0]?.advice).toContain('pay-0');
		expect(calls(story, 'allocate')).toBe(1);
	});

	it('is found when it is carried out late, but within the confirmation window', async () => {
		const { kinds } = await play({
			batch: [payment()],
			allocations: [{ done: 14_000, reply: { kind: 'silence' } }],
		});
		expect(kinds).toEqual(['paid']);
	});

	it('is rejected in the words of EnKash', async () => {
		const { kinds, failures } = await play({
			batch: [payment()],
			allocations: [before(refusal('Handle is not active'))],
		});
		expect(kinds).toEqual(['rejected']);
		expect(failures[0]?.message).toBe('Handle is not active');
	});

	it('is sent again after it was not reached, and given up after the third time', async () => {
		const good = await play({
			batch: [payment()],
			allocations: [before(unreached), before(unreached)],
		});
		expect(good.kinds).toEqual(['paid']);
		const bad = await play({
			batch: [payment()],
			allocations: [before(unreached), before(unreached), before(unreached)],
		});
		expect(bad.kinds).toEqual(['notSent']);
		expect(calls(bad, 'allocate')).toBe(3);
	});

	it('is not sent when it cannot be looked up', async () => {
		const story = await play({
			batch: [payment()],
			lookUps: Array.from({ length: 3 }, () => before(status(503))),
		});
		expect(story.kinds).toEqual(['notSent']);
		expect(calls(story, 'allocate')).toBe(0);
		expect(story.failures[0]?.message).toMatch(/^Whether it was paid before/);
	});

	it('is looked up once more when the first answer was lost', async () => {
		expect((await play({ batch: [payment()], lookUps: [before(lost)] })).kinds).toEqual(['paid']);
	});
});

describe('a batch', () => {
	it('is paid as far as the money goes, and not sent after that', async () => {
		const story = await play({ batch: payments(5), balance: 250 });
		expect(story.kinds).toEqual(['paid', 'paid', 'rejected', 'notSent', 'notSent']);
		expect(story.failures[3]?.message).toContain('Insufficient balance');
		expect(calls(story, 'allocate')).toBe(3);
	});

	it('is not sent at all when the balance is checked and does not cover it', async () => {
		const story = await play({
			batch: payments(3),
			balance: 299.99,
			options: { checkBalanceFirst: true },
		});
		expect(story.kinds).toEqual(['notSent', 'notSent', 'notSent']);
		expect(story.failures[0]?.message).toMatch(/has ₹299\.99, and ₹300\.00 is still to be paid/);
		expect(calls(story, 'allocate')).toBe(0);
	});

	it('needs no balance for money that is taken back', async () => {
		const story = await play({
			batch: [payment({ direction: 'DR' })],
			balance: 0,
			options: { checkBalanceFirst: true },
		});
		expect(story.kinds).toEqual(['paid']);
		expect(calls(story, 'account')).toBe(0);
	});

	it('has its balance read once, however many items it has', async () => {
		const story = await play({
			batch: payments(20),
			options: { checkBalanceFirst: true, concurrency: 5 },
		});
		expect(calls(story, 'account')).toBe(1);
		expect(story.kinds.every((kind) => kind === 'paid')).toBe(true);
	});

	it('is looked up payment by payment, each right before it is sent', async () => {
		const { run } = await play({ batch: payments(3), leg: SETTLING_MS / 2 });
		const { allocate, transactions } = ENDPOINTS;
		expect(run.calls).toEqual(Array(3).fill([transactions.path, allocate.path]).flat());
	});

	it('looks other payments up while its first claims payBatch, and then goes on with the first', async () => {
		const { run } = await play({
			batch: payments(60),
			balance: 6_000,
			options: { concurrency: 5 },
		});
		const { allocate, transactions } = ENDPOINTS;
		const first = run.calls.indexOf(allocate.path);
		expect(run.calls.slice(0, first)).toEqual(Array(30).fill(transactions.path));
		expect(run.calls.slice(first, first + 10)).toEqual(Array(10).fill(allocate.path));
		expect(run.mostInFlight).toBe(5);
	});

	it.each([1_000, 2_300])('is paid when EnKash takes %i ms for a leg of the way', async (leg) => {
		const { kinds } = await play({ batch: payments(12), options: { concurrency: 3 }, leg });
		expect(new Set(kinds)).toEqual(new Set(['paid']));
	});

	it('is not sent, and says why, when EnKash takes longer to look up than a claim is good for', async () => {
		const { failures, kinds, run } = await play({ batch: payments(3), leg: 2_600 });
		expect(kinds).toEqual(['notSent', 'notSent', 'notSent']);
		expect(failures[0]?.message).toMatch(/takes so long to look payments up/);
		expect(calls({ run }, 'allocate')).toBe(0);
		expect(calls({ run }, 'transactions')).toBeLessThan(10);
	});

	it.each([
		[200, 1],
		[200, 10],
		[200, 300],
		[1_000, 10],
		[1_000, 25],
		[1_000, 50],
		[1_000, 100],
	])(
		'of %i is looked up once per payment when EnKash takes %i ms for a leg of the way',
		async (count, leg) => {
			const story = { batch: payments(count), balance: 100_000, leg };
			const narrow = await play(story);
			const wide = await play({ ...story, options: { concurrency: 10 } });
			expect([narrow, wide].map((each) => calls(each, 'transactions'))).toEqual([count, count]);
		},
	);

	it('waits for no claims of what was paid before, when it is run again', async () => {
		const { runs } = await play({
			batch: payments(600),
			runs: [{ afterMs: 0, cancelledAfterMs: 2_500 }, { afterMs: 60_000 }],
			options: { concurrency: 10 },
			balance: 60_000,
		});
		const again = runs[1];
		const left = again?.outcomes?.filter(({ kind }) => kind === 'paid').length ?? 0;
		expect(left).toBeGreaterThan(0);
		expect(left).toBeLessThan(200);
		const requestsMs = (600 + left) * 2;
		expect((again?.endedAt ?? 0) - (again?.startedAt ?? 0)).toBeLessThan(
			requestsMs + 4 * SETTLING_MS,
		);
	});

	it('is not sent when the balance cannot be read', async () => {
		const story = await play({
			batch: payments(2),
			accounts: [before(status(503))],
			options: { checkBalanceFirst: true },
		});
		expect(story.kinds).toEqual(['notSent', 'notSent']);
	});

	it('needs a balance only for what is still to be paid', async () => {
		const { runs } = await play({
			batch: payments(3),
			balance: 300,
			runs: [{ afterMs: 0 }, { afterMs: 0 }],
			options: { checkBalanceFirst: true },
		});
		expect(runs[1]?.outcomes?.map(({ kind }) => kind)).toEqual(Array(3).fill('alreadyPaid'));
	});

	it('is paid when the balance covers what an earlier run has left', async () => {
		const { bank, runs } = await play({
			batch: payments(3),
			balance: 300,
			allocations: [GOOD, before(refusal('Invalid mobile')), before(refusal('Invalid mobile'))],
			runs: [{ afterMs: 0 }, { afterMs: 0 }],
			options: { checkBalanceFirst: true },
		});
		const kinds = runs.map(({ outcomes }) => outcomes?.map(({ kind }) => kind));
		expect(kinds[0]).toEqual(['paid', 'rejected', 'rejected']);
		expect(kinds[1]).toEqual(['alreadyPaid', 'paid', 'paid']);
		expect(bank.commits).toHaveLength(3);
	});

	it('is not sent on after the credential was refused', async () => {
		const story = await play({ batch: payments(3), allocations: [GOOD, before(status(401))] });
		expect(story.kinds).toEqual(['paid', 'rejected', 'notSent']);
	});

	it('is sent on after one item was rejected, or its fate not known', async () => {
		const { kinds } = await play({
			batch: payments(4),
			allocations: [before(refusal('Invalid mobile')), before(lost)],
		});
		expect(kinds).toEqual(['rejected', 'unknown', 'paid', 'paid']);
	});

	it('is not sent on after it was cancelled, and what was sent is still told', async () => {
		const story = await play({
			batch: payments(3),
			runs: [{ afterMs: 0, cancelledAfterMs: 330 }],
		});
		expect(story.kinds).toEqual(['paid', 'notSent', 'notSent']);
		expect(story.failures[1]?.message).toMatch(/cancelled/);
	});

	it('keeps its order, whoever is served first', async () => {
		const batch = payments(30);
		const { bank, run } = await play({
			batch,
			options: { concurrency: 7 },
			allocations: batch.map((_, index) => ({ ...GOOD, heldUpMs: (index * 37) % 100 })),
		});
		const orderOfCommits = bank.commits.map(({ reference }) => reference);
		expect(orderOfCommits).not.toEqual(batch.map(({ reference }) => reference));
		const told = run.outcomes?.map((outcome) =>
			'receipt' in outcome ? outcome.receipt.enKashTransactionId : undefined,
		);
		const ids = new Map(bank.commits.map(({ id, reference }) => [reference, id]));
		expect(told).toEqual(batch.map(({ reference }) => ids.get(reference)));
	});

	it('pays nobody in a dry run, and says who would be paid', async () => {
		const story = await play({
			batch: payments(2),
			options: { dryRun: true, checkBalanceFirst: true },
			balance: 0,
		});
		expect(story.kinds).toEqual(['planned', 'planned']);
		expect(calls(story, 'allocate')).toBe(0);
	});
});
