import { refusalReason, saysDoubt } from '../../../enkash/contract/phrases.ts';

it.each([
	['account-balance-too-low', 'Insufficient balance in card account'],
	['account-balance-too-low', 'Insufficient balance. Please add money and try again.'],
	['handle-balance-too-low', 'Insufficient balance in card EKC9MKS5RM'],
	['handle-blocked', 'Unable to process the request. Card is blocked.'],
	['handle-closed', 'The handle has been closed'],
	['handle-not-found', 'Card not found'],
	['account-blocked', 'Company is suspended'],
	['account-not-found', 'Card account not found for companyId: CEK1 and cardAccountId: CA2'],
	['kyc-missing', 'KYC is pending'],
	['kyc-missing', 'KYC is not uploaded or under review for this user'],
	['limit-exceeded', 'Monthly limit exceeded'],
	['limit-exceeded', 'Per transaction load limit has been exceeded for this user'],
	['limit-exceeded', 'Maximum amount exceeded'],
	['limit-exceeded', 'Amount exceeds 10000'],
	['field-refused', 'Invalid mobile number'],
	['field-refused', 'Missing value for firstName'],
	['field-refused', 'uniqueReferenceNumber is required'],
	['field-refused', 'pgReferenceNumber is mandatory'],
	['field-refused', 'txnDateFrom is required'],
	['field-refused', 'loadAmount must be greater than 0'],
	['field-refused', 'Company Id is required if it is an Enkash User'],
] as const)('%s: "%s"', (code, words) => {
	expect([refusalReason(words), saysDoubt(words)]).toEqual([code, false]);
});

it.each([
	...['Limit exceeded', 'Timeout limit exceeded', 'Rate limit exceeded', 'Retry limit reached'],
	...['Response size limit exceeded', 'Invalid response received from bank', 'Invalid request'],
	...['Missing acknowledgement from host', 'Balance cannot be null', 'Session is invalid'],
	...['Something went wrong', 'Transaction is under process', 'Error in CardBlockedHandler'],
])('none: "%s"', (words) => {
	expect(refusalReason(words)).toBeUndefined();
});
