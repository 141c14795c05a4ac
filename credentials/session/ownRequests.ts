import { randomUUID } from 'node:crypto';

/** Drawn anew in each process: nobody can write it into a workflow. */
const MARK = randomUUID();

const HEADER = 'x-enkash-node';

/** Marks the requests of this package's nodes. The mark is taken off before anything is sent. */
export const ownMark = (): Readonly<Record<string, string>> => ({ [HEADER]: MARK });

/** Whether a request is one of this package's nodes, and its headers without the mark. */
export function readMark(headers: object = {}): { isOwn: boolean; headers: object } {
	const entries: Array<[string, unknown]> = Object.entries(headers);
	return {
		isOwn: entries.some(([name, value]) => name === HEADER && value === MARK),
		headers: Object.fromEntries(entries.filter(([name]) => name.toLowerCase() !== HEADER)),
	};
}
