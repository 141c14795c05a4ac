import { describe, expect, it } from '@jest/globals';
import type { Settled } from '../../../enkash/payout/settled.ts';
import { OUTCOMES } from '../../../nodes/EnKash/pay/output/paymentItem.ts';
import { summaryOf } from '../../../nodes/EnKash/pay/output/summary.ts';
import { paymentLists } from '../../../texts/paymentLists.ts';
import { whatBecame } from '../../../texts/whatBecame.ts';
import { PAID, UNKNOWN, WOULD, before, refused, settledAs } from '../texts/settled.ts';

const summarised = (settled: readonly Settled[], balanceBefore?: bigint) =>
	summaryOf(
		settled,
		{ message: whatBecame(settled, false), lists: paymentLists(settled) },
		{ balanceBefore },
	);

describe('a summary', () => {
	it('counts and sums every outcome, those that did not occur too', () => {
		const { counts, totals } = summarised(settledAs([PAID, PAID, before(), refused()]));
		expect(Object.keys(counts ?? {}).sort()).toEqual([...OUTCOMES].sort());
		expect(counts).toMatchObject({ allocated: 2, alreadyAllocated: 1, rejected: 1, unknown: 0 });
		expect(totals).toEqual({
			...{ paid: 3000, alreadyPaid: 1500, refused: 1500 },
			...{ unknown: 0, notSent: 0, wouldPay: 0 },
		});
	});

	it('says what the account holds before and after', () => {
		expect(summarised(settledAs([PAID, WOULD]), 1_000_000n)).toMatchObject({
			balanceBefore: 10_000,
			balanceAfter: 7000,
			text: expect.stringContaining('Account balance: ₹10,000.00 before, ₹7,000.00 after.'),
		});
		const taken = settledAs([PAID], { direction: 'DR' });
		expect(summarised(taken, 1_000_000n)).toMatchObject({ balanceAfter: 11_500 });
		expect(summarised(settledAs([PAID, UNKNOWN]), 1_000_000n)).not.toHaveProperty('balanceAfter');
		expect(summarised(settledAs([PAID]))).not.toHaveProperty('balanceBefore');
	});

	it('is ready for a message and a mail: names are shown letter by letter', () => {
		const payee = { name: '<!channel> & <b>Co</b>' };
		const { html, text } = summarised(settledAs([PAID], { payee }));
		expect(html).toContain(
			'<li>&lt;!channel&gt; &amp; &lt;b&gt;Co&lt;/b&gt;, ₹1,500.00 (PAY-0)</li>',
		);
		expect(text).toContain('- !channel & bCo/b, ₹1,500.00 (PAY-0)');
	});
});
