import type { Failure } from '../failures/failure.ts';
import { Gate } from '../requests/rateLimit.ts';
import { pooled } from '../requests/pool.ts';
import { Slots } from '../requests/concurrency.ts';
import { BatchClaims } from './batchClaims.ts';
import type { ClaimPorts } from './claims.ts';
import { Funds } from './funds.ts';
import type { Payment } from './payment.ts';
import type { Outcome } from './outcome.ts';
import { Payer, type PayerPorts } from './payer.ts';

export interface PayOptions {
	/** Requests in flight. */
	readonly concurrency: number;
	/** ms spent finding out what became of a payment whose answer was lost. */
	readonly confirmationWindowMs: number;
	readonly checkBalanceFirst: boolean;
	readonly dryRun: boolean;
}

export type PayPorts = ClaimPorts & PayerPorts;

export interface BatchResult {
	/** One per payment, in order. */
	readonly outcomes: readonly Outcome[];
	/** The account cannot cover what is still to be paid. In a dry run nothing else comes of it. */
	readonly shortfall?: Failure;
	/** n8n offered no store, so that runs in other processes could not be noticed. */
	readonly withoutClaims: boolean;
}

/** While the first claims payBatch, as many items are looked up as in so many rounds of requests. */
const BEGUN_ROUNDS = 6;

/**
 * Pays each payment of a batch that was not paid before, once. The steps, and why they make
 * running again safe, are in docs/architecture.md under "Paying exactly once".
 */
export async function payBatch(
	batch: readonly Payment[],
	options: PayOptions,
	ports: PayPorts,
): Promise<BatchResult> {
	const { checkBalanceFirst, concurrency, confirmationWindowMs, dryRun } = options;
	const gate = new Gate(ports, concurrency);
	const slots = new Slots(concurrency);
	const payer = new Payer(ports, gate, slots, confirmationWindowMs);
	const claims = new BatchClaims(batch, concurrency, ports);
	const outcomes: Array<Outcome | undefined> = batch.map(() => undefined);
	const pending = () => [...batch.keys()].filter((index) => !outcomes[index]);

	const funds = checkBalanceFirst
		? slots.run(async () => await Funds.read(batch, ports.client, gate))
		: undefined;
	const shortfallOf = async (indexes: readonly number[]) =>
		(await funds)?.shortfall(indexes.map((index) => at(batch, index)));
	const settleEach = async (isCovered: Promise<boolean>) => {
		const indexes = pending();
		await pooled(indexes.length, BEGUN_ROUNDS * concurrency, async (position) => {
			const index = at(indexes, position);
			const payment = at(batch, index);
			outcomes[index] = dryRun
				? await payer.lookUp(payment)
				: await payer.pay(payment, claims.of(index), isCovered);
		});
	};

	const isCovered = shortfallOf(pending()).then((missing) => !missing);
	await Promise.all([isCovered, settleEach(isCovered)]);
	const left = pending();
	const shortfall = await shortfallOf(left);
	const unpaid: Outcome | undefined = dryRun
		? { kind: 'wouldPay' }
		: shortfall && { kind: 'notSent', failure: shortfall };
	if (unpaid) left.forEach((index) => (outcomes[index] = unpaid));
	else await settleEach(Promise.resolve(true));
	const inOrder = outcomes.map((_, index) => at(outcomes, index));
	await claims.keepUnused(inOrder);
	return { outcomes: inOrder, shortfall, withoutClaims: claims.withoutStore };
}

/** An element that is there by construction. */
function at<T>(list: ReadonlyArray<T | undefined>, index: number): T {
	const found = list[index];
	if (found === undefined) throw new RangeError(`Nothing at index ${index}`);
	return found;
}
