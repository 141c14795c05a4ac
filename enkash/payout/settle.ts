import type { Failure } from '../failure.ts';
import { Gate } from '../gate.ts';
import { pooled } from '../pool.ts';
import { Slots } from '../slots.ts';
import { BatchClaims } from './batchClaims.ts';
import type { ClaimPorts } from './claims.ts';
import { Funds } from './funds.ts';
import type { Instruction } from './instruction.ts';
import type { Outcome } from './outcome.ts';
import { Payer, type PayerPorts } from './payer.ts';

export interface SettleOptions {
	/** Requests in flight. */
	readonly concurrency: number;
	/** ms spent finding out what became of a payment whose answer was lost. */
	readonly confirmationWindowMs: number;
	readonly checkBalanceFirst: boolean;
	readonly dryRun: boolean;
}

export type SettlePorts = ClaimPorts & PayerPorts;

export interface Settlement {
	/** One per instruction, in order. */
	readonly outcomes: readonly Outcome[];
	/** The account cannot cover what is still to be paid. In a dry run nothing else comes of it. */
	readonly shortfall?: Failure;
	/** n8n offered no store, so that runs in other processes could not be noticed. */
	readonly withoutClaims: boolean;
}

/** While the first claims settle, as many items are looked up as in so many rounds of requests. */
const BEGUN_ROUNDS = 4;

/**
 * Pays each instruction of a batch that was not paid before, once. The steps, and why they make
 * running again safe, are in docs/architecture.md under "Paying exactly once".
 */
export async function settle(
	batch: readonly Instruction[],
	options: SettleOptions,
	ports: SettlePorts,
): Promise<Settlement> {
	const { checkBalanceFirst, concurrency, confirmationWindowMs, dryRun } = options;
	const gate = new Gate(ports, concurrency);
	const slots = new Slots(concurrency);
	const payer = new Payer(ports, gate, slots, confirmationWindowMs);
	const outcomes: Array<Outcome | undefined> = batch.map(() => undefined);
	const funds = checkBalanceFirst ? await Funds.read(batch, ports.client, gate) : undefined;

	if (dryRun || funds?.shortfall(batch)) {
		await pooled(batch.length, concurrency, async (index) => {
			outcomes[index] = await payer.knownOutcome(at(batch, index));
		});
	}
	const pending = [...batch.keys()].filter((index) => !outcomes[index]);
	const due = pending.map((index) => at(batch, index));
	const shortfall = funds?.shortfall(due);
	const claims = new BatchClaims(due, concurrency, ports);

	const settleAll = (outcome: Outcome) => pending.forEach((index) => (outcomes[index] = outcome));
	if (dryRun) settleAll({ kind: 'planned' });
	else if (shortfall) settleAll({ kind: 'notSent', failure: shortfall });
	else {
		await pooled(due.length, BEGUN_ROUNDS * concurrency, async (position) => {
			const outcome = await payer.pay(at(due, position), claims.of(position));
			outcomes[at(pending, position)] = outcome;
		});
		await claims.keepUnused(pending.map((index) => at(outcomes, index)));
	}
	const inOrder = outcomes.map((_, index) => at(outcomes, index));
	return { outcomes: inOrder, shortfall, withoutClaims: claims.withoutStore };
}

/** An element that is there by construction. */
function at<T>(list: ReadonlyArray<T | undefined>, index: number): T {
	const found = list[index];
	if (found === undefined) throw new RangeError(`Nothing at index ${index}`);
	return found;
}
