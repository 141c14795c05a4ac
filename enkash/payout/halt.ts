import type { Failure } from '../failures/failure.ts';

/** What stops a batch: a failure that meets every item, or the execution being cancelled. */
export class Halt {
	private failure: Failure | undefined;
	private readonly cancelled: () => boolean;

	constructor(cancelled: () => boolean) {
		this.cancelled = cancelled;
	}

	/** Nothing more is sent because of this failure. */
	because(failure: Failure): void {
		this.failure ??= failure;
	}

	/** Why nothing more is sent, if anything stops it. */
	get stopped(): Failure | undefined {
		if (this.failure) {
			return {
				...this.failure,
				kind: 'notSent',
				message: `Not sent, because another item met: ${this.failure.message}`,
			};
		}
		return this.cancelled() ? CANCELLED : undefined;
	}
}

const CANCELLED: Failure = {
	kind: 'notSent',
	message: 'The execution was cancelled',
	advice: 'Running again is safe.',
};
