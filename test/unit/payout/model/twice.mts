import type { Direction } from '../../../../enkash/contract/allocation.ts';
import type { Failure, FailureCode } from '../../../../enkash/failures/failure.ts';
import { isUnpaid } from '../../../../enkash/payout/outcome.ts';
import type { Payment } from '../../../../enkash/payout/payment.ts';
import type { DialectName } from '../../../../sandbox/dialects/registry.mts';
import type { Run } from './run.mts';
import { EMPLOYEES, RICH, referenceOf } from './scenarios.mts';
import { type Report, simulate } from './simulation.mts';
import { QUIET } from './faults.mts';

/** What the engine makes of an EnKash that speaks a dialect. */
export type Verdict =
	/** The first run pays everybody once, the second finds all of it. */
	| { readonly kind: 'works' }
	/** Why not, from the outermost reason to the innermost, and how many were paid all the same. */
	| { readonly kind: 'refuses'; readonly codes: readonly string[]; readonly paid: number };

const MINUTE_MS = 60_000;
const COUNT = 30;

/** About these only money that comes back from a handle can tell. */
const OF_WITHDRAWALS: ReadonlySet<DialectName> = new Set([
	'debits-negative',
	'only-credits-listed',
]);

/** Ten people by their handles and five by their mobiles, each of them twice. */
function payments(direction: Direction): Payment[] {
	return Array.from({ length: COUNT }, (_, index): Payment => {
		const employee = direction === 'CR' ? EMPLOYEES[index % 15] : RICH[index % RICH.length];
		if (!employee) throw new Error('The company has too few employees');
		const { email, firstName, id, mobile } = employee;
		const isByMobile = direction === 'CR' && index % 3 === 2;
		return {
			direction,
			allocationType: 'ALLOCATE_POINT',
			cardAccountId: 'CA1DEMO01',
			recipient: isByMobile
				? { kind: 'person', person: { firstName, title: 'Ms', gender: 'F', email, mobile } }
				: { kind: 'handle', handleId: id },
			amount: 1_000n + BigInt(index),
			reference: referenceOf(index),
		};
	});
}

/** Runs a batch of 30 twice, half an hour apart, n8n being restarted in between. */
export async function runTwice(dialect: DialectName): Promise<Report> {
	const direction = OF_WITHDRAWALS.has(dialect) ? 'DR' : 'CR';
	const plan = { known: COUNT, batch: 'all' } as const;
	return await simulate({
		payments: payments(direction),
		options: {
			concurrency: 10,
			confirmationWindowMs: 10_000,
			checkBalanceFirst: true,
			checkOnly: false,
			ifRowsAreWrong: 'sendNothing',
			checkedByHand: [],
		},
		lanes: [
			{ process: 0, node: 0, plans: [{ ...plan, afterMs: 0 }] },
			{ process: 1, node: 0, plans: [{ ...plan, afterMs: 30 * MINUTE_MS }] },
		],
		dialects: [dialect],
		lags: [0],
		startsAt: 0,
		clockSkewMs: 0,
		withStore: true,
		balance: 100_000,
		history: 60,
		script: QUIET,
		timeoutMs: 30_000,
		pace: [50],
		storePace: [10],
		storeFaults: [],
	});
}

/** What the two runs came to. */
export function verdictOn({ bank, runs: [first, second] }: Report): Verdict {
	const isDone = (run: Run | undefined, kind: 'paid' | 'alreadyPaid') =>
		run?.result?.outcomes.every((outcome) => outcome.kind === kind) === true;
	if (isDone(first, 'paid') && isDone(second, 'alreadyPaid')) return { kind: 'works' };
	const failures = [first, second].flatMap((run) => [
		...(run?.refusal ? [run.refusal] : []),
		...(run?.result?.outcomes.flatMap((one) => (isUnpaid(one) ? one.failure : [])) ?? []),
	]);
	const paid = bank.commits.length;
	const [failure] = failures;
	return { kind: 'refuses', codes: failure ? codesOf(failure) : ['?'], paid };
}

/** The reasons for a failure, without those that only pass another one on. */
function codesOf(failure: Failure): readonly string[] {
	const cause = causeOf(failure);
	const own: readonly (FailureCode | undefined)[] =
		failure.code === 'stopped' ? [] : [failure.code];
	return [...own.map(String), ...(cause ? codesOf(cause) : [])];
}

const causeOf = ({ data }: Failure): Failure | undefined =>
	'cause' in data ? data.cause : undefined;
