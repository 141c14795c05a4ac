import type { IDataObject } from 'n8n-workflow';
import { type Paise, toRupees } from '../../../../enkash/money.ts';
import {
	type Kind,
	type Settled,
	amountIn,
	directionIn,
	ofKind,
} from '../../../../enkash/payout/settled.ts';
import type { BatchResult } from '../../../../enkash/payout/payBatch.ts';
import { escapeHtml, toHtml, toLines, withoutTags } from '../../../../texts/render.ts';
import type { Text } from '../../../../texts/text.ts';
import { balanceLine } from '../../../../texts/whatBecame.ts';
import { withoutGaps } from '../../withoutGaps.ts';
import { OUTCOMES, outcomeName } from './paymentItem.ts';

/**
 * A batch in one item: words that are ready for Slack and e-mail, and numbers. Amounts in rupees.
 *
 * @param said what became of it, and of whom
 */
export function summaryOf(
	settled: readonly Settled[],
	{ lists = [], message: sentences }: Text,
	{ balanceBefore }: Pick<BatchResult, 'balanceBefore'>,
): IDataObject {
	const balanceAfter = balanceAfterwards(settled, balanceBefore);
	const balance = balanceLine(balanceBefore, balanceAfter);
	const rupees = (kind: Kind) => toRupees(amountIn(ofKind(settled, kind)));
	return withoutGaps<IDataObject[string]>({
		text: withoutTags([sentences, balance, toLines({ lists })].filter(Boolean).join('\n')),
		html: `${[sentences, balance]
			.filter(Boolean)
			.map((one) => `<p>${escapeHtml(one)}</p>`)
			.join('')}${toHtml({ lists })}`,
		counts: Object.fromEntries(
			OUTCOMES.map((name) => [name, settled.filter((one) => outcomeName(one) === name).length]),
		),
		totals: {
			paid: rupees('paid'),
			alreadyPaid: rupees('alreadyPaid'),
			refused: rupees('rejected'),
			unknown: rupees('unknown'),
			notSent: rupees('notSent'),
			wouldPay: rupees('wouldPay'),
		},
		balanceBefore: balanceBefore === undefined ? undefined : toRupees(balanceBefore),
		balanceAfter: balanceAfter === undefined ? undefined : toRupees(balanceAfter),
	});
}

/** What the account holds after the batch, or would hold, in paise; `undefined` where it is not known. */
export function balanceAfterwards(
	settled: readonly Settled[],
	before: Paise | undefined,
): Paise | undefined {
	if (before === undefined || ofKind(settled, 'unknown').length > 0) return undefined;
	const moved = amountIn([...ofKind(settled, 'paid'), ...ofKind(settled, 'wouldPay')]);
	return directionIn(settled) === 'CR' ? before - moved : before + moved;
}
