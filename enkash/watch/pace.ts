import type { Failure } from '../failures/failure.ts';
import type { Result } from '../result.ts';

const MINUTE_MS = 60_000;

/** The longest rest after failures, in ms. */
const LONGEST_REST_MS = 30 * MINUTE_MS;

/** EnKash may ask for a longer one, up to this many ms. */
const LONGEST_ASKED_MS = 60 * MINUTE_MS;

/**
 * How long to leave EnKash alone after that many failures in a row, in ms. None after the first: the
 * next look is at least a minute away, and most troubles are over by then.
 */
export function restAfter(failures: number, { retryAfterMs = 0 }: Failure): number {
	const grown = failures < 2 ? 0 : MINUTE_MS * 2 ** Math.min(failures - 1, 10);
	return Math.max(Math.min(grown, LONGEST_REST_MS), Math.min(retryAfterMs, LONGEST_ASKED_MS));
}

interface Course {
	isLooking: boolean;
	hasBegun: boolean;
	failures: number;
	/** ms since the epoch. */
	restUntil: number;
}

/** How looks follow one another: never two at once, and after failures ever more rarely. */
export class Pace {
	private readonly courses = new WeakMap<object, Course>();

	/** ms since the epoch. */
	private readonly now: () => number;

	constructor(now: () => number) {
		this.now = now;
	}

	/**
	 * Looks, unless it is not the time for it: then `undefined`. Until the watch has begun, every look
	 * is made.
	 *
	 * @param watcher whose looks these are
	 */
	async next<T>(watcher: object, look: () => Promise<Result<T>>): Promise<Result<T> | undefined> {
		const course = this.courseOf(watcher);
		if (course.isLooking || this.isResting(course)) return undefined;
		course.isLooking = true;
		try {
			const result = await look();
			this.note(course, result);
			return result;
		} finally {
			course.isLooking = false;
		}
	}

	/** A watch has begun with its first look that succeeds, or when it is said to go on. */
	hasBegun(watcher: object): boolean {
		return this.courseOf(watcher).hasBegun;
	}

	/** Says that the watch goes on from before, whatever became of its first look here. */
	goOn(watcher: object): void {
		this.courseOf(watcher).hasBegun = true;
	}

	private courseOf(watcher: object): Course {
		const known = this.courses.get(watcher);
		if (known) return known;
		const course = { isLooking: false, hasBegun: false, failures: 0, restUntil: 0 };
		this.courses.set(watcher, course);
		return course;
	}

	/** A rest that seems to last longer than any does is the mark of a clock that was set back. */
	private isResting({ hasBegun, restUntil }: Course): boolean {
		const left = restUntil - this.now();
		return hasBegun && left > 0 && left <= LONGEST_ASKED_MS;
	}

	private note(course: Course, result: Result<unknown>): void {
		course.hasBegun ||= result.ok;
		course.failures = result.ok ? 0 : course.failures + 1;
		course.restUntil = result.ok ? 0 : this.now() + restAfter(course.failures, result.failure);
	}
}
