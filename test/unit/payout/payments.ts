import type { Payment } from '../../../enkash/payout/payment.ts';

/** A payment of ₹100 to a handle, with whatever else a test is about. */
export const payment = (changes: Partial<Payment> = {}): Payment => ({
	direction: 'CR',
	allocationType: 'ALLOCATE_POINT',
	cardAccountId: 'CAQL8YCV3',
	recipient: { kind: 'handle', handleId: 'EKC9MKS5RM' },
	amount: 10_000n,
	reference: 'pay-0',
	...changes,
});

/** As many payments of ₹100, each under a reference of its own. */
export const payments = (count: number): Payment[] =>
	Array.from({ length: count }, (_, index) => payment({ reference: `pay-${index}` }));

export const PERSON = {
	firstName: 'Asha',
	title: 'Mrs',
	gender: 'F',
	email: 'asha@example.com',
	mobile: '9600098867',
} as const;
