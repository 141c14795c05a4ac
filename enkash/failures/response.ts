import type { None } from './none.ts';

/** What an answer of EnKash, or the lack of one, can come to. */
export interface ResponseFailures {
	/** The connection was lost before an answer came; the request may have arrived. */
	'connection-lost': None;
}
