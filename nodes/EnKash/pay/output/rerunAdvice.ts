import type { IExecuteFunctions } from 'n8n-workflow';
import { type Outcome, isUnpaid } from '../../../../enkash/payout/outcome.ts';

/** What stands for "running again is safe" where that would be wrong. */
const PAYS_AGAIN =
	'Do not simply run again: with "Pay Once Per" set to "Execution", another execution pays again what this one paid. Look at EnKash what was paid, and run only the rest.';

const MAY_HAVE_PAID = new Set<Outcome['kind']>(['paid', 'alreadyPaid', 'unknown']);

/**
 * The outcomes with their advice put right: a payment that is told apart by its execution is not
 * recognised by the next one.
 */
export function withAdviceOnRunningAgain(
	context: IExecuteFunctions,
	outcomes: readonly Outcome[],
): readonly Outcome[] {
	const mayHavePaid = outcomes.some(({ kind }) => MAY_HAVE_PAID.has(kind));
	if (!mayHavePaid || !paysEveryExecution(context)) return outcomes;
	return outcomes.map((outcome) =>
		isUnpaid(outcome)
			? { ...outcome, failure: { ...outcome.failure, advice: PAYS_AGAIN } }
			: outcome,
	);
}

export const paysEveryExecution = (context: IExecuteFunctions): boolean =>
	context.getNodeParameter('payOncePer', 0, 'referenceNumber') === 'execution';
