import type { FaultInput } from '../../sandbox/faults.mts';

/** What a log-in may come to that is neither a session nor a refusal; most are an answer at once. */
export const NO_SESSION: ReadonlyArray<readonly [string, FaultInput]> = [
	['answers 500', { endpoint: 'token', fault: 'statusBeforeCommit', status: 500 }],
	['answers a web page', { endpoint: 'token', fault: 'htmlBody' }],
	['answers nothing', { endpoint: 'token', fault: 'emptyBody' }],
	['answers half a JSON', { endpoint: 'token', fault: 'malformedJson' }],
	['names no token', { endpoint: 'token', fault: 'missingFields', fields: ['access_token'] }],
	['asks to wait', { endpoint: 'token', fault: 'rateLimited', retryAfter: 1 }],
	['drops the connection', { endpoint: 'token', fault: 'dropBeforeCommit' }],
];
