import type { Instruction } from '../../../enkash/payout/payment.ts';

/** A payment of ₹100 to a handle, with whatever else a test is about. */
export const instruction = (changes: Partial<Instruction> = {}): Instruction => ({
	direction: 'CR',
	allocationType: 'ALLOCATE_POINT',
	cardAccountId: 'CAQL8YCV3',
	recipient: { kind: 'handle', enKashCardId: 'EKC9MKS5RM' },
	amount: 10_000n,
	reference: 'pay-0',
	...changes,
});

/** As many payments of ₹100, each under a reference of its own. */
export const instructions = (count: number): Instruction[] =>
	Array.from({ length: count }, (_, index) => instruction({ reference: `pay-${index}` }));

export const PERSON = {
	firstName: 'Asha',
	title: 'Mrs',
	gender: 'F',
	email: 'asha@example.com',
	mobile: '9600098867',
} as const;
