/** What a person reads of a failure. Plain text; list entries are kept apart so that each edge can show them its own way. */
export interface Text {
	/** What happened, in EnKash's own words where it spoke. Without a full stop. */
	readonly message: string;
	/** How to get on. */
	readonly advice?: string;
}

/** The texts of an area's failures, by code, put together from their data. */
export type Texts<Failures> = {
	readonly [Code in keyof Failures]: (data: Failures[Code]) => Text;
};
