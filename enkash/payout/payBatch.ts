import type { Failure } from '../failures/failure.ts';
import type { Paise } from '../money.ts';
import { onlyBalance, readBalances, shortfallOf } from './balance.ts';
import { Batch, type PayOptions, type PayPorts, bySide } from './batch.ts';
import { wouldBecome } from './checkOnly.ts';
import { HELD_BACK, type Outcome, notSent } from './outcome.ts';
import { LEASE_EXPIRED } from './lease.ts';
import { payPart } from './payPart.ts';
import type { Payment } from './payment.ts';
import { type RerunAdvice, rerunAdvice } from './rerun.ts';
import { PART_LASTS_MS } from './timing.ts';

export interface BatchResult {
	/** One per payment, in order. */
	readonly outcomes: readonly Outcome[];
	/** Before anything was sent, in paise, where it was read and all is paid from one account. */
	readonly balanceBefore?: Paise;
	readonly rerun: RerunAdvice;
}

/** The most that are leased at once: what is left of them when a process dies must be checked by hand. */
const MAX_PART = 200;

/**
 * Pays each payment of a batch that was not paid before, once: look up all, what is due, balance,
 * canary, part by part. Why running it again pays nobody twice is in README.md.
 */
export async function payBatch(
	payments: readonly Payment[],
	options: PayOptions,
	ports: PayPorts,
): Promise<BatchResult> {
	const batch = new Batch(payments, options, ports);
	const isBalanceWanted = options.checkBalanceFirst || options.checkOnly;
	const [balances] = await Promise.all([
		readBalances(isBalanceWanted ? payments : [], batch),
		...bySide(payments).map(async (alike) => await batch.lookUp(alike)),
	]);
	holdBackWhatIsWrong(batch);
	const due = batch.open();
	const shortfall = options.checkBalanceFirst ? shortfallOf(due, balances) : undefined;
	if (shortfall) batch.settle(notSent(shortfall), ...due);
	else await payDue(due, batch);
	await batch.leases.flush();
	settleWhatWasPaid(batch);
	return {
		outcomes: payments.map((payment) => batch.outcomeOf(payment) ?? notSent(LEASE_EXPIRED)),
		balanceBefore: onlyBalance(balances),
		rerun: rerunAdvice(batch),
	};
}

/** What this process has paid before is not called "not sent", whatever kept this run from finding it. */
function settleWhatWasPaid(batch: Batch): void {
	for (const payment of batch.payments) {
		const outcome = batch.outcomeOf(payment) ?? notSent(LEASE_EXPIRED);
		if (outcome.kind !== 'notSent' || !batch.isKnownAsPaid(payment)) continue;
		const { reference } = payment;
		const data = { reference, cause: outcome.failure };
		const failure: Failure = { kind: 'unknown', code: 'paid-but-not-confirmed', data };
		batch.settle({ kind: 'unknown', failure }, payment);
	}
}

/** Of what is due, settles what must be corrected, and what comes to nothing. */
function holdBackWhatIsWrong(batch: Batch): void {
	const { options, ports } = batch;
	let isAnyRefused = false;
	for (const payment of batch.open()) {
		const failure = ports.refusalOf?.(payment);
		if (failure) {
			isAnyRefused = true;
			batch.settle({ kind: 'rejected', failure }, payment);
		} else if (payment.amount === 0n) batch.settle({ kind: 'nothingToDo' }, payment);
	}
	if (!isAnyRefused || options.ifRowsAreWrong === 'payTheOthers') return;
	batch.settle(HELD_BACK, ...batch.open());
}

/** Pays what is due under the ceiling of the execution; where the run only checks, says that it would. */
async function payDue(due: readonly Payment[], batch: Batch): Promise<void> {
	const { options, ports } = batch;
	const execution = options.execution ?? ports.nonce();
	const excess = ports.process.spending.reserve(execution, due, options.maxPerExecution);
	if (excess) return batch.settle(notSent(excess), ...due);
	if (options.checkOnly)
		due.forEach((payment) => batch.settle(wouldBecome(payment, batch), payment));
	else await payInParts(due, batch);
	const unpaid = due.filter((payment) => !mayHaveMoved(batch.outcomeOf(payment)));
	ports.process.spending.giveBack(execution, unpaid);
}

const mayHaveMoved = (outcome: Outcome | undefined) =>
	outcome?.kind === 'paid' || outcome?.kind === 'unknown';

async function payInParts(due: readonly Payment[], batch: Batch): Promise<void> {
	for (const payments of bySide(due)) {
		let left = batch.open(payments);
		while (left.length > 0 && !batch.stop.reason) {
			const part = left.slice(0, partSize(batch));
			await payPart(part, batch);
			// Its lease was over before the first of it could be sent, and so would be that of the next.
			if (batch.open(part).length === part.length) batch.stop.because(LEASE_EXPIRED);
			left = batch.open(left);
		}
	}
	const stopped = batch.stop.reason;
	if (stopped) batch.settle(notSent(stopped), ...batch.open());
}

/** As many as can be sent in the time that a part may take. */
function partSize({ options, queue }: Batch): number {
	const perPayment = queue.averageMs / options.concurrency;
	const inTime = perPayment === 0 ? MAX_PART : Math.floor(PART_LASTS_MS / perPayment);
	return Math.max(1, Math.min(MAX_PART, inTime));
}
