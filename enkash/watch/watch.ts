import type { Result } from '../result.ts';

/** What one look at EnKash leads to. */
export interface Step {
	/** What happened since the last look, oldest first. */
	readonly events: readonly object[];
	/** What the next look needs to know: plain JSON. */
	readonly memory: object;
	/**
	 * Whether a later event would be lost or repeated if the memory fell back to the one before it.
	 * Where this is false, losing the memory does no harm.
	 */
	readonly mustKeep: boolean;
}

/** Something that happens at EnKash, and how to notice it by looking again and again. */
export interface Watch {
	/** What is watched. A memory belongs to one subject, and says nothing about another. */
	readonly subject: string;
	/**
	 * Looks once.
	 *
	 * @param remembered what the last look left; anything else counts as no memory. Without a memory
	 * this is the first look, which tells what is there from what will be new.
	 */
	readonly look: (remembered: unknown) => Promise<Result<Step>>;
	/** One event as it would come, whether or not anything is new; fails if there is none to show. */
	readonly sample: () => Promise<Result<object>>;
}
