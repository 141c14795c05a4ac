import type { NamedValue } from './spelling.ts';

/**
 * What a status means. `CREATED` is the only one that EnKash documents, as a filter of `transaction/all`;
 * the others are what such platforms use. A word that is not here is `unknown`, never good.
 */
const GOOD =
	/^(created|success|successful|succeeded|completed?|processed|posted|settled|approved|credited|debited|allocated|unallocated|done|active|s|sc)$/;
const FAILED =
	/^(failed|failure|fail|fl|f|rejected|declined|denied|error|errored|expired|void|voided)$/;
const REVERSED =
	/^(reversed|reversal|rv|refunded|refund|returned|cancell?ed|taken back|unwound|charged ?back)$/;

export type StatusMeaning = 'good' | 'failed' | 'reversed' | 'unknown';

const words = ({ label, name }: NamedValue) =>
	[name, label].map((word) => word.trim().toLowerCase().replace(/_/g, ' '));

/** By name and by label: bad news in either goes first. EnKash tells none where nothing went wrong. */
export function statusMeaning(status: NamedValue | undefined): StatusMeaning {
	if (status === undefined) return 'good';
	const said = words(status);
	if (said.some((word) => REVERSED.test(word))) return 'reversed';
	if (said.some((word) => FAILED.test(word))) return 'failed';
	return said.some((word) => GOOD.test(word)) ? 'good' : 'unknown';
}

/** A movement that takes another one back says so in its type. */
export const saysOpposite = (type: NamedValue | undefined): boolean =>
	type !== undefined &&
	words(type).some((word) => /\b(reversal|reversed|refund|return)\b/.test(word));
