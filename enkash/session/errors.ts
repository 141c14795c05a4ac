import type { Failure } from '../failure.ts';

/** Carries a failure through n8n's request helper, which knows exceptions only. */
export class SessionFailed extends Error {
	readonly failure: Failure;

	constructor(failure: Failure) {
		super([failure.message, failure.advice].filter(Boolean).join('. '));
		this.name = 'SessionFailed';
		this.failure = failure;
	}
}

/**
 * Makes n8n's request helper renew the session and go on, without a call to EnKash being wasted: the
 * helper does so for whatever looks like an answer with status 401.
 */
export class SessionDue extends Error {
	readonly response = { status: 401 };

	constructor() {
		super('The session with EnKash is due for renewal');
		this.name = 'SessionDue';
	}
}
