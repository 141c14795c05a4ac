import { ENDPOINTS } from '../../../enkash/contract/endpoints.ts';
import type { FailureCode } from '../../../enkash/failures/failure.ts';
import { hasFailure } from '../../../enkash/payout/outcome.ts';
import type { Payment } from '../../../enkash/payout/payment.ts';
import { DEMO } from '../../../sandbox/company.mts';
import { type Fate, QUIET, type Reply, type Script, answer, refusal } from './model/faults.mts';
import type { Run, RunPlan } from './model/run.mts';
import { EMPLOYEES, referenceOf } from './model/scenarios.mts';
import { type Lane, type Scenario, simulate } from './model/simulation.mts';

const MINUTE_MS = 60_000;

/** As many payments of ₹100 to people's handles, each under a reference of its own. */
export const payouts = (count: number): Payment[] =>
	Array.from(
		{ length: count },
		(_, index): Payment => ({
			direction: 'CR',
			allocationType: 'ALLOCATE_POINT',
			cardAccountId: DEMO.cardAccountId,
			recipient: { kind: 'handle', handleId: EMPLOYEES[index % EMPLOYEES.length]?.id ?? '' },
			amount: 10_000n,
			reference: referenceOf(index),
		}),
	);

/** One start of the workflow with all payments, on a worker. */
export const run = (afterMs = 0, more: Partial<RunPlan> = {}): RunPlan => ({
	afterMs,
	known: Infinity,
	batch: 'all',
	...more,
});

export const onWorker = (process: number, ...plans: readonly RunPlan[]): Lane => ({
	process,
	node: 0,
	plans,
});

export const answered = (status: number, body?: unknown): Reply => ({
	kind: 'answer',
	answer: answer(status, body),
});

/** EnKash does nothing, and says this. */
export const undone = (reply: Reply): Fate => ({ done: 'never', reply });

/** EnKash does it, and says this. */
export const done = (reply: Reply): Fate => ({ done: 'onArrival', reply });

/** EnKash refuses in its own words, with HTTP status 200. */
export const refuses = (words: string): Fate => undone(answered(200, refusal(words)));

export const LOST: Reply = { kind: 'lost' };
export const UNREACHABLE: Reply = { kind: 'unreachable' };

type Story = Partial<Omit<Scenario, 'options' | 'script'>> & {
	readonly options?: Partial<Scenario['options']>;
	readonly script?: Partial<Script>;
};

/** What a run made of each payment: its kind, and why where it is not paid. */
export const outcomesOf = (told: Run | undefined): string[] =>
	(told?.result?.outcomes ?? []).map((outcome) =>
		hasFailure(outcome) ? `${outcome.kind}: ${outcome.failure.code}` : outcome.kind,
	);

/** Every code in a run's failures, those of their causes among them. */
export function codesIn(told: Run | undefined): ReadonlySet<FailureCode> {
	const codes = new Set<FailureCode>();
	for (const outcome of told?.result?.outcomes ?? []) {
		let failure = hasFailure(outcome) ? outcome.failure : undefined;
		while (failure !== undefined) {
			codes.add(failure.code);
			failure = 'cause' in failure.data ? failure.data.cause : undefined;
		}
	}
	return codes;
}

/** How often a run asked an endpoint. */
export const callsOf = (told: Run | undefined, endpoint: keyof typeof ENDPOINTS): number =>
	(told?.calls ?? []).filter((path) => path.startsWith(ENDPOINTS[endpoint].path)).length;

/** Plays a story: where it does not say otherwise, one run on a calm day. */
export async function tell({ options, script, ...story }: Story) {
	const { bank, runs, last } = await simulate({
		payments: payouts(1),
		lanes: [onWorker(0, run())],
		dialects: [],
		lags: [0],
		startsAt: MINUTE_MS,
		clockSkewMs: 0,
		withStore: true,
		balance: 100_000,
		history: 0,
		timeoutMs: 30_000,
		pace: [10],
		storePace: [10],
		storeFaults: [],
		...story,
		script: { ...QUIET, ...script },
		options: {
			concurrency: 5,
			confirmationWindowMs: 10_000,
			checkBalanceFirst: true,
			checkOnly: false,
			ifRowsAreWrong: 'sendNothing',
			checkedByHand: [],
			...options,
		},
	});
	const [first, second] = runs;
	return { bank, first, second, last, outcomes: runs.map(outcomesOf) };
}
