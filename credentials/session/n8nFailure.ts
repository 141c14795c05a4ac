import type { Failure } from '../../enkash/failures/failure.ts';
import { redactor } from '../../enkash/redact.ts';
import { textOf } from '../../texts/textOf.ts';

/**
 * The newest failures by their words. Before 2.x n8n's errors forget what caused them, and pass on
 * what it said.
 */
const newest = new Map<string, Failure>();
const MAX_KEPT = 100;

/** Carries a failure through n8n's request helper, which knows exceptions only. */
export class SessionFailed extends Error {
	readonly failure: Failure;

	/** `redact` hides what EnKash's words may repeat. */
	constructor(failure: Failure, redact = redactor([])) {
		const { message, advice } = textOf(failure);
		super(redact.text([message, advice].filter(Boolean).join('. ')));
		this.name = 'SessionFailed';
		this.failure = failure;
		newest.delete(this.message);
		newest.set(this.message, failure);
		const [oldest] = newest.keys();
		if (newest.size > MAX_KEPT && oldest !== undefined) newest.delete(oldest);
	}
}

const DUE = 'The session with EnKash is due for renewal';

/**
 * Makes n8n's request helper renew the session and go on, without a call to EnKash being wasted: the
 * helper does so for whatever looks like an answer with status 401.
 */
export class SessionDue extends Error {
	readonly response = { status: 401 };

	constructor() {
		super(DUE);
		this.name = 'SessionDue';
	}
}

/** The session was renewed and at once due again, so that the call was given up. */
const NO_SESSION: Failure = {
	kind: 'notSent',
	code: 'session-expired-at-once',
	data: {},
	endpoint: 'Authentication',
	affectsWholeBatch: true,
};

/** The failure of a session that an exception carries. */
export function sessionFailureIn(error: unknown): Failure | undefined {
	if (error instanceof SessionFailed) return error.failure;
	return error instanceof SessionDue ? NO_SESSION : undefined;
}

/** The failure of a session that was told in these words. */
export const sessionFailureSaid = (words: string): Failure | undefined =>
	words === DUE ? NO_SESSION : newest.get(words);
