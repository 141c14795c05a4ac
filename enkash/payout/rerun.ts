import type { Batch } from './batch.ts';
import { type Outcome, hasFailure } from './outcome.ts';

/**
 * Why running a batch again might pay somebody twice.
 *
 * - `unproven`: something was sent, and EnKash was not seen to show it.
 * - `noStore`: n8n keeps no record here, so that another worker or a restart is not noticed.
 * - `contradiction`: n8n recorded a payment that EnKash does not show.
 */
export type RerunRisk = 'unproven' | 'noStore' | 'contradiction';

/** What is known about running the same batch again. */
export interface RerunAdvice {
	/** The next execution pays under other references: everybody again. */
	readonly isEveryExecution?: boolean;
	/** Nobody is paid twice by it, under the same references. */
	readonly isSafe: boolean;
	readonly risks: readonly RerunRisk[];
	/** Sooner, some payments are refused because their leases are not over; ms since the epoch. */
	readonly notBefore?: number;
}

/**
 * Whether a next run may send it: also what was paid before, should EnKash come to hide it. Then only a
 * record tells.
 */
const mayBeSent = ({ kind }: Outcome): boolean => kind !== 'nothingToDo' && kind !== 'wouldPay';

/** Computed from what became of the batch. */
export function rerunAdvice(batch: Batch): RerunAdvice {
	const outcomes = batch.payments.flatMap((payment) => batch.outcomeOf(payment) ?? []);
	const failures = outcomes.flatMap((outcome) => (hasFailure(outcome) ? outcome.failure : []));
	const sent = batch.payments.filter((payment) => {
		const kind = batch.outcomeOf(payment)?.kind;
		const { lastAt = -Infinity } = batch.ports.process.begun.get(batch.idOf(payment)) ?? {};
		return (kind === 'paid' || kind === 'unknown') && lastAt >= batch.startedAt;
	});
	const isUnproven = sent.some((payment) => {
		const { evidence, isProven } = batch.sideOf(payment);
		return !isProven && !evidence.proofAt(batch.ports.now());
	});
	const risks: RerunRisk[] = [
		...(isUnproven ? (['unproven'] as const) : []),
		...(batch.leases.withoutStore && outcomes.some(mayBeSent) ? (['noStore'] as const) : []),
		...(failures.some(({ code }) => code === 'recorded-but-not-shown')
			? (['contradiction'] as const)
			: []),
	];
	const times = failures.flatMap((failure) =>
		failure.code === 'outcome-unknown' ||
		failure.code === 'begun-by-another-run' ||
		failure.code === 'record-too-slow'
			? (failure.data.runAgainAfter ?? [])
			: [],
	);
	return {
		isEveryExecution: batch.options.isEveryExecution,
		isSafe: risks.length === 0,
		risks,
		...(times.length > 0 ? { notBefore: Math.max(...times) } : {}),
	};
}
