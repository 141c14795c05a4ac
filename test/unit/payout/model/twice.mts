import type { Direction } from '../../../../enkash/contract/allocation.ts';
import type { Failure, FailureCode } from '../../../../enkash/failures/failure.ts';
import { hasFailure } from '../../../../enkash/payout/outcome.ts';
import type { Payment } from '../../../../enkash/payout/payment.ts';
import type { DialectName } from '../../../../sandbox/dialects/registry.mts';
import type { Run } from './run.mts';
import { EMPLOYEES, RICH, referenceOf } from './scenarios.mts';
import { paidTwice } from './promises.mts';
import { type Report, simulate } from './simulation.mts';
import { QUIET } from './faults.mts';

/** What the engine makes of an EnKash that speaks a dialect. */
export type Verdict =
	/** The first run pays everybody once, the second finds all of it. */
	| { readonly kind: 'works' }
	/** Why not, at the bottom of it, and how many the two runs paid all the same. */
	| { readonly kind: 'refuses'; readonly code: FailureCode; readonly paid: number }
	| { readonly kind: 'twice'; readonly references: readonly string[] };

const MINUTE_MS = 60_000;

/** So many are to be paid. */
export const COUNT = 30;

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
export function verdictOn(report: Report): Verdict {
	const { bank, runs } = report;
	const [first, second] = runs;
	const references = paidTwice(report);
	if (references.length > 0) return { kind: 'twice', references };
	const isDone = (run: Run | undefined, kind: 'paid' | 'alreadyPaid') =>
		run?.result?.outcomes.every((outcome) => outcome.kind === kind) === true;
	if (isDone(first, 'paid') && isDone(second, 'alreadyPaid')) return { kind: 'works' };
	const codes = [first, second].flatMap((run) => [
		...(run?.refusal ? [run.refusal.code] : []),
		...(run?.result?.outcomes.flatMap((one) => (hasFailure(one) ? rootOf(one.failure) : [])) ?? []),
	]);
	// Held back are those that nothing is wrong with.
	const [code = 'held-back'] = codes.filter((one) => one !== 'held-back');
	const paid = bank.commits.filter(({ run }) => run < runs.length).length;
	return { kind: 'refuses', code, paid };
}

/** The reason at the bottom of a failure. */
const rootOf = ({ code, data }: Failure): FailureCode =>
	'cause' in data ? rootOf(data.cause) : code;
