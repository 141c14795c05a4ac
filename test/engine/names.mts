import { beforeEach } from '@jest/globals';
import type { Row } from './bench.mts';

/**
 * Names that no other test of the file uses, for references and purposes: the sandbox is as new for
 * each test, but a process remembers what it has paid.
 */
export function useNames() {
	let serial = 0;
	beforeEach(() => {
		serial += 1;
	});
	const unique = (name: string) => `${name}-${serial}`;
	return {
		unique,
		/** The rows under references of their own. */
		renamed: (rows: readonly Row[]): Row[] =>
			rows.map((row) => ({ ...row, reference: unique(String(row['reference'])) })),
	};
}
