import { describe, expect, it } from '@jest/globals';
import { HELD_BACK } from '../../../enkash/payout/outcome.ts';
import { paymentLists, shownTwice, whoAndWhy } from '../../../texts/paymentLists.ts';
import { textOf } from '../../../texts/textOf.ts';
import { HELD, PAID, UNKNOWN, before, refused, settledAs } from './settled.ts';

describe('the lists of payments', () => {
	it('have a line for everybody, what went wrong first', () => {
		const lists = paymentLists(settledAs([PAID, refused(), before(), UNKNOWN, PAID]));
		expect(lists.map(({ title }) => title)).toEqual([
			'Refused',
			'Outcome unknown',
			'Paid now (2, ₹3,000.00)',
			'Already paid',
		]);
		expect(lists[0]?.entries).toEqual([
			'Ravi Kumar, ₹1,500.00 (PAY-1): Card is blocked. Unblock the handle in EnKash, then run again.',
		]);
		expect(lists[2]?.entries).toEqual([
			'Asha Menon, ₹1,500.00 (PAY-0)',
			'Priya Nair, ₹1,500.00 (PAY-4)',
		]);
	});

	it('say a reason that several share once, above them', () => {
		const lists = paymentLists(settledAs([refused(), HELD, HELD]));
		expect(lists[1]).toEqual({
			title:
				'Not sent (2, ₹3,000.00): The execution was cancelled. This payment was not sent. Run again to pay it.',
			entries: ['Ravi Kumar, ₹1,500.00 (PAY-1)', 'Lakshmi Iyer, ₹1,500.00 (PAY-2)'],
		});
	});

	it('add nothing up where a row does not tell its amount', () => {
		const unread = [7, 8].map((item) => ({ item, outcome: HELD }));
		expect(paymentLists(unread)[0]?.title).toMatch(/^Not sent \(2\): /);
		expect(paymentLists([...unread, ...settledAs([HELD])])[0]?.title).toMatch(/^Not sent \(3\): /);
	});

	it('leave a reason out that was said already', () => {
		const settled = settledAs([refused()]);
		const said = textOf({
			kind: 'rejected',
			code: 'handle-blocked',
			data: { words: 'Card is blocked' },
		});
		expect(paymentLists(settled, said)).toEqual([
			{ title: 'Refused', entries: ['Asha Menon, ₹1,500.00 (PAY-0)'] },
		]);
	});

	it('name those who only wait for a corrected row, without saying that again', () => {
		const data = { refused: 1, total: 3, isCheck: false };
		const said = textOf({ kind: 'invalid', code: 'rows-wrong', data });
		const lists = paymentLists(
			[
				{ item: 0, outcome: HELD_BACK, given: { name: 'Asha' } },
				{ item: 1, outcome: refused('No amount'), given: { name: 'Ravi' } },
				{ item: 2, outcome: HELD_BACK, given: { name: 'Zoya' } },
			],
			said,
		);
		expect(lists[1]).toEqual({ title: 'Not sent (2)', entries: ['Asha', 'Zoya'] });
	});

	it('name the row of what was not paid, and a row that could not be read', () => {
		const [first] = settledAs([refused()]);
		const lists = paymentLists([
			...(first ? [{ ...first, place: 'Row 4' }] : []),
			{ item: 7, outcome: refused('No amount'), place: 'Row 9', given: { name: 'Zoya' } },
			{ item: 8, outcome: refused('No name') },
		]);
		expect(lists[0]?.entries.map((entry) => entry.split(':')[0])).toEqual([
			'Row 4, Asha Menon, ₹1,500.00 (PAY-0)',
			'Row 9, Zoya',
			'Item 9',
		]);
	});
});

it('payments that EnKash shows twice are named with both transactions', () => {
	expect(shownTwice(settledAs([PAID]))).toBe('');
	const twice = settledAs([
		{ kind: 'paid', confirmedBy: 'lookup', receipt: { transactionId: 'A' }, alsoShownAs: ['B'] },
	]);
	expect(shownTwice(twice)).toContain('Asha Menon, ₹1,500.00 (PAY-0): A and B');
});

describe('who was not paid, and why', () => {
	it('is a line for each reason, without those who only wait', () => {
		expect(whoAndWhy(settledAs([refused(), PAID, HELD_BACK, UNKNOWN, refused()]))).toEqual([
			'Asha Menon and Priya Nair: Card is blocked. Unblock the handle in EnKash, then run again.',
			expect.stringMatching(/^Arjun Reddy: The connection to EnKash was lost/),
		]);
	});

	it('names three people, and three reasons', () => {
		expect(whoAndWhy(settledAs(Array.from({ length: 5 }, () => refused())))).toEqual([
			expect.stringMatching(/^Asha Menon, Ravi Kumar, Lakshmi Iyer and 2 more: Card is blocked/),
		]);
		const reasons = whoAndWhy(settledAs(['a', 'b', 'c', 'd'].map((words) => refused(words))));
		expect(reasons.map((reason) => reason.split(/[:.]/)[0])).toEqual([
			...['Asha Menon', 'Ravi Kumar', 'Lakshmi Iyer'],
			'For the others, see "reason" in the results',
		]);
	});
});
