import { beforeEach } from '@jest/globals';
import { z } from 'zod';
import type { Row } from './bench.mts';

/** The reference that a row is to be paid under. */
export const referenceIn = (row: Row | undefined): string => z.string().parse(row?.['reference']);

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
			rows.map((row) => ({ ...row, reference: unique(referenceIn(row)) })),
	};
}
