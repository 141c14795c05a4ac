import type { Client } from '../client.ts';
import type { Failure } from '../failure.ts';
import { Gate } from '../gate.ts';
import { formatRupees, paiseOf, sum } from '../money.ts';
import { pooled } from '../pool.ts';
import { BatchClaims } from './batchClaims.ts';
import type { ClaimPorts } from './claims.ts';
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

/** How many look-ups before the last one the first claim is made. */
const CLAIM_AHEAD = 150;

/**
 * Pays each instruction of a batch that was not paid before, once. The steps, and why they make
 * running again safe, are in docs/architecture.md under "Paying exactly once".
 */
export async function settle(
	batch: readonly Instruction[],
	options: SettleOptions,
	ports: SettlePorts,
): Promise<Settlement> {
	const gate = new Gate(ports);
	const payer = new Payer(ports, gate, options.confirmationWindowMs);
	const outcomes: Array<Outcome | undefined> = batch.map(() => undefined);
	const claims = new BatchClaims(batch, ports);

	await pooled(batch.length, options.concurrency, async (index) => {
		// The first claim settles while EnKash is still being asked what was paid before.
		if (!options.dryRun && index >= batch.length - CLAIM_AHEAD) claims.prepare();
		outcomes[index] = await payer.knownOutcome(at(batch, index));
	});
	const pending = [...batch.keys()].filter((index) => !outcomes[index]);
	claims.keepTo(pending);
	const shortfall = options.checkBalanceFirst
		? await shortfallOf(
				pending.map((index) => at(batch, index)),
				ports.client,
				gate,
			)
		: undefined;

	const settleAll = (outcome: Outcome) => pending.forEach((index) => (outcomes[index] = outcome));
	if (options.dryRun) settleAll({ kind: 'planned' });
	else if (shortfall) settleAll({ kind: 'notSent', failure: shortfall });
	else {
		await pooled(pending.length, options.concurrency, async (position) => {
			const index = at(pending, position);
			outcomes[index] = await payer.pay(at(batch, index), claims.of(index));
		});
	}
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

/** Reads each account once and compares it with what is still to be paid from it. */
async function shortfallOf(
	due: readonly Instruction[],
	client: Client,
	gate: Gate,
): Promise<Failure | undefined> {
	const paid = due.filter(({ direction }) => direction === 'CR');
	for (const cardAccountId of new Set(paid.map((instruction) => instruction.cardAccountId))) {
		const account = await gate.pass(async () => await client.account(cardAccountId));
		if (!account.ok) {
			return {
				...account.failure,
				message: `The balance could not be read, so nothing was sent: ${account.failure.message}`,
			};
		}
		const needed = sum(
			paid.filter((p) => p.cardAccountId === cardAccountId).map(({ amount }) => amount),
		);
		const available = paiseOf(account.value.canonical.availableBalance);
		if (needed > available) {
			return {
				kind: 'rejected',
				message: `Account ${cardAccountId} has ${formatRupees(available)}, and ${formatRupees(needed)} is still to be paid`,
				advice:
					'Nothing was sent. Add money to the account and run again, or switch "Check Balance First" off to pay as far as the money goes.',
				meetsEveryItem: true,
			};
		}
	}
	return undefined;
}
