import type { Behaviour } from '../behaviour.mts';

/** One way in which the real EnKash may differ from what its pages say or let one guess. */
export interface Dialect {
	/** What is different, in a sentence. */
	readonly description: string;
	/** What stands at which seam; two dialects go together unless they touch the same. */
	readonly changes: Partial<Behaviour>;
}

/** Dialects about one subject, by their names. */
export type Dialects = Readonly<Record<string, Dialect>>;
