import { refusal } from '../answers.mts';
import type { Dialects } from './dialect.mts';

const failure = { status: 200, code: 1, message: 'FAILURE' } as const;

/** How EnKash says no to a payment: too little money, a blocked handle, a reference again. */
export const REFUSALS = {
	'refusals-as-422': {
		description: 'What EnKash will not do is refused with HTTP 422, not with 200.',
		changes: { refused: (message) => refusal(422, message) },
	},
	'refusals-in-payload': {
		description: 'A refusal says "FAILURE", and only its payload says why.',
		changes: { refused: (message) => ({ ...failure, payload: message }) },
	},
	'refusals-in-error-response': {
		description: 'A refusal says "FAILURE", and `errorResponse.errorMessage` says why.',
		changes: {
			refused: (message) => ({
				status: 200,
				body: {
					response_code: 1,
					response_message: 'FAILURE',
					payload: null,
					errorResponse: { errorCode: 'EK-1', errorMessage: message },
				},
			}),
		},
	},
	'duplicate-replayed': {
		description: 'A reference that was paid is not paid again; the first answer is repeated.',
		changes: { duplicate: 'replay' },
	},
	'duplicate-refused-wording-1': {
		description: 'A reference that was paid is refused: code 1, "Transaction ID already exists."',
		changes: { duplicate: () => refusal(200, 'Transaction ID already exists.') },
	},
	'duplicate-refused-wording-2': {
		description: 'A reference that was paid is refused: HTTP 409, "Transaction ID already exists."',
		changes: { duplicate: () => refusal(409, 'Transaction ID already exists.') },
	},
	'duplicate-refused-wording-3': {
		description:
			'A reference that was paid is refused: HTTP 422, "Duplicate uniqueReferenceNumber".',
		changes: { duplicate: () => refusal(422, 'Duplicate uniqueReferenceNumber') },
	},
	'duplicate-refused-wording-4': {
		description: 'A reference that was paid is refused: code 38, "Duplicate referenceId".',
		changes: { duplicate: () => ({ ...refusal(200, 'Duplicate referenceId'), code: 38 }) },
	},
	'duplicate-refused-wording-5': {
		description: 'A reference that was paid is refused: HTTP 400, "… has already been processed".',
		changes: {
			duplicate: (reference) =>
				refusal(400, `Request with reference ${reference} has already been processed`),
		},
	},
} satisfies Dialects;
