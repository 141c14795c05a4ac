import { allocationRequest } from '../../../enkash/contract/allocation.ts';
import { toCall } from '../../../enkash/payout/payment.ts';
import { PERSON, payment } from './payments.ts';

const common = {
	cardAccountId: 'CAQL8YCV3',
	transactionCode: 'ALLOCATION',
	loadAmount: 99.5,
	uniqueReferenceNumber: 'pay-0',
	uniqueReferenceNum: 'pay-0',
};

it.each([
	[
		'to a handle',
		payment({ amount: 9_950n }),
		{ ...common, enkashCardId: 'EKC9MKS5RM', transactionType: 'CR', type: 'ALLOCATE_POINT' },
	],
	[
		'to a handle, as funds',
		payment({ amount: 9_950n, allocationType: 'ALLOCATE_FUND' }),
		{ ...common, enkashCardId: 'EKC9MKS5RM', transactionType: 'CR', type: 'ALLOCATE_FUND' },
	],
	[
		'back from a handle',
		payment({ amount: 9_950n, direction: 'DR', allocationType: 'ALLOCATE_FUND' }),
		{ ...common, enkashCardId: 'EKC9MKS5RM', transactionType: 'DR', type: 'UNALLOCATE_FUND' },
	],
	[
		'to a person',
		payment({ amount: 9_950n, recipient: { kind: 'person', person: PERSON } }),
		{ ...common, ...PERSON, transactionType: 'CR', type: 'ALLOCATE_POINT' },
	],
])('money %s is called for as the contract has it', (_, given, call) => {
	expect(toCall(given)).toEqual(call);
	expect(allocationRequest.parse({ companyId: 'CEK1PU9AOO', ...toCall(given) })).toEqual({
		companyId: 'CEK1PU9AOO',
		...call,
	});
});
