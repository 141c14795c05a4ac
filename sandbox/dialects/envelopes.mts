import { isFields } from '../fields.mts';
import type { Dialects } from './dialect.mts';

/** What every answer of a partner endpoint is wrapped in. */
export const ENVELOPES = {
	'envelope-swapped': {
		description: 'Every answer comes in the other of the two documented envelopes.',
		changes: { envelope: 'swapped' },
	},
	'code-as-text': {
		description: 'The code is a text: `"0"`.',
		changes: {
			envelop: ({ code, message, payload }) => ({ code: String(code), message, payload }),
		},
	},
	'code-200-for-success': {
		description: 'The code of success is 200.',
		changes: {
			envelop: ({ code, message, payload }) => ({
				code: code === 0 ? 200 : code,
				message,
				payload,
			}),
		},
	},
	'status-in-place-of-code': {
		description: 'There is no code, but `"status": "SUCCESS"` or `"FAILURE"`.',
		changes: {
			envelop: ({ code, message, payload }) => ({
				status: code === 0 ? 'SUCCESS' : 'FAILURE',
				message,
				payload,
			}),
		},
	},
	'envelope-missing': {
		description: 'What succeeds is answered with the payload alone.',
		changes: {
			envelop: ({ code, message, payload }) =>
				code === 0 && isFields(payload) ? payload : { code, message, payload },
		},
	},
	'encrypts-requests': {
		description: 'Requests must be encrypted, under the client secret.',
		changes: { encryption: 'request' },
	},
	'encrypts-both': {
		description: 'Requests must be encrypted, and answers are, under the client secret.',
		changes: { encryption: 'both' },
	},
} satisfies Dialects;
