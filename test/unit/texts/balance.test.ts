import { expect, it } from '@jest/globals';
import type { BalanceEvent } from '../../../enkash/watch/balance.ts';
import { balanceInWords } from '../../../texts/balance.ts';

const EVENT: BalanceEvent = {
	event: 'balanceBelow',
	cardAccountId: 'CAQL8YCV3',
	availableBalance: 1250.5,
	previousBalance: 250_000,
	threshold: 25_000,
	checkedAt: '2026-11-23T09:00:00.000Z',
};

it('a low balance is told with the threshold and the balance before', () => {
	expect(balanceInWords(EVENT)).toEqual({
		subject: 'Balance is low: ₹1,250.50',
		text: 'Account CAQL8YCV3 holds ₹1,250.50. The threshold is ₹25,000.00. Before, it held ₹2,50,000.00.',
	});
});

it('what is not known is not told', () => {
	const { subject, text } = balanceInWords({
		...EVENT,
		...{ event: 'balanceChanged', previousBalance: null, threshold: null },
	});
	expect(subject).toBe('Balance has changed: ₹1,250.50');
	expect(text).toBe('Account CAQL8YCV3 holds ₹1,250.50.');
});

it('a test says so, and alarms nobody', () => {
	const { subject, text } = balanceInWords({ ...EVENT, wouldFire: false });
	expect(subject).toBe('Test of the balance alert: ₹1,250.50');
	expect(text).toContain('This is a test');
});
