import { refusal, success } from '../answers.mts';
import { gatewayError, tooManyRequests, webPage } from '../deliveries.mts';
import type { Fields } from '../fields.mts';
import type { Dialects } from './dialect.mts';

/** The documented answer with some fields otherwise. */
const told = (change: (payload: Fields) => Fields) => ({
	allocated: (payload: Fields) => success({ ...payload, ...change(payload) }),
});

/** How an allocation that is done is answered. */
export const ALLOCATIONS = {
	'answered-with-another-reference': {
		description: "The answer to a payment has a reference of EnKash's in place of ours.",
		changes: told(() => ({ pgReferenceNumber: 'PG00000001' })),
	},
	'answered-without-reference': {
		description: 'The answer to a payment has no reference.',
		changes: told(() => ({ pgReferenceNumber: undefined })),
	},
	'answered-with-reference-in-capitals': {
		description: 'The answer to a payment has its reference in capitals.',
		changes: told(({ pgReferenceNumber }) => ({
			pgReferenceNumber: String(pgReferenceNumber).toUpperCase(),
		})),
	},
	'answered-without-transaction-id': {
		description: "The answer to a payment has no transaction id of EnKash's.",
		changes: told(() => ({ enkashCardTxnId: undefined })),
	},
	'answered-with-another-amount': {
		description: 'The answer to a payment names a rupee less than was paid.',
		changes: told(({ loadAmount }) => ({ loadAmount: Number(loadAmount) - 1 })),
	},
	'answered-for-another-handle': {
		description: 'The answer to a payment names a handle that was not paid.',
		changes: told(() => ({ enKashCardId: 'EKC0000000' })),
	},
	'answered-as-pending': {
		description: 'The answer to a payment says code 0 and status `PENDING`.',
		changes: told(() => ({ status: 'PENDING' })),
	},
	'answered-as-failed-yet-paid': {
		description: 'The answer to a payment says code 0 and status `FAILED`, and it was paid.',
		changes: told(() => ({ status: 'FAILED' })),
	},
	'answered-as-failed-not-paid': {
		description: 'The answer says code 0 and status `FAILED`; nothing is paid, which is listed.',
		changes: { ...told(() => ({ status: 'FAILED' })), commits: 'never' },
	},
	'answered-as-success-not-paid': {
		description: 'The answer says success; nothing is paid, and the list says `FAILED`.',
		changes: { commits: 'never' },
	},
	'answered-with-202': {
		description: 'The answer to a payment is HTTP 202.',
		changes: { allocated: (payload) => ({ ...success(payload), status: 202 }) },
	},
	'answered-with-null': {
		description: 'The answer to a payment is code 0 and `"payload": null`.',
		changes: { allocated: () => success(null) },
	},
	'answered-with-text': {
		description: 'The answer to a payment is code 0 and a sentence for a payload.',
		changes: { allocated: () => success('Points allocated successfully') },
	},
} satisfies Dialects;

const LATER_MS = 5_000;
const UNDER_PROCESS = 'Transaction is under process';

/** What happens around the moment in which the money moves. */
export const COMMITS = {
	'accepted-then-paid': {
		description: 'The answer is HTTP 202 and status `PENDING`; the money moves 5 seconds later.',
		changes: {
			commits: LATER_MS,
			allocated: (payload) => ({ ...success({ ...payload, status: 'PENDING' }), status: 202 }),
		},
	},
	'under-process-then-paid': {
		description: 'The answer is code 1 and "under process"; the money moves 5 seconds later.',
		changes: { commits: LATER_MS, allocated: () => refusal(200, UNDER_PROCESS) },
	},
	'under-process-and-paid': {
		description: 'The answer is code 1 and "under process", and the money has moved.',
		changes: { allocated: () => refusal(200, UNDER_PROCESS) },
	},
	'something-went-wrong-after-commit': {
		description: 'The answer is code 1 and "Something went wrong", and the money has moved.',
		changes: { allocated: () => refusal(200, 'Something went wrong') },
	},
	'time-out-words-after-commit': {
		description: 'The answer is code 1 and "Timeout limit exceeded", and the money has moved.',
		changes: { allocated: () => refusal(200, 'Timeout limit exceeded') },
	},
	'time-out-as-400-after-commit': {
		description:
			'The answer is HTTP 400 and "Read timed out" in the envelope, and the money has moved.',
		changes: {
			allocated: () => refusal(400, 'Read timed out executing POST http://switch/credit'),
		},
	},
	'declined-after-commit': {
		description: 'The answer is HTTP 400 and "E1042" in the envelope, and the money has moved.',
		changes: { allocated: () => refusal(400, 'E1042') },
	},
	'rate-limit-after-commit': {
		description: 'The answer is HTTP 429, and the money has moved.',
		changes: { allocated: () => tooManyRequests(undefined, 'seconds') },
	},
	'firewall-after-commit': {
		description: "The answer is a firewall's page with HTTP 403, and the money has moved.",
		changes: { allocated: () => webPage(403, 'Request blocked') },
	},
	'token-over-after-commit': {
		description: 'The answer is HTTP 401, and the money has moved.',
		changes: {
			allocated: () => ({
				status: 401,
				body: { error: 'invalid_token', error_description: 'Access token expired' },
			}),
		},
	},
	'token-over-after-commit-as-code-1': {
		description: 'The answer is HTTP 200 and code 1, "Invalid access token"; the money has moved.',
		changes: { allocated: () => refusal(200, 'Invalid access token') },
	},
	'gateway-time-out-after-commit': {
		description: "The answer is a gateway's HTTP 504, and the money has moved.",
		changes: { allocated: () => gatewayError(504) },
	},
	'answers-after-20s': {
		description: 'The money moves at once, and the answer comes 20 seconds later.',
		changes: { answersAfter: 20_000 },
	},
	'books-funds': {
		description: 'Only the types `ALLOCATE_FUND` and `UNALLOCATE_FUND` are taken, and listed.',
		changes: { unit: 'FUND' },
	},
} satisfies Dialects;
