import type { BatchFailures, Counts } from '../../enkash/failures/batch.ts';
import { type Texts, and } from '../text.ts';

/** In the order in which a person wants to know, with the words for payments of that kind. */
const WORDS: ReadonlyArray<readonly [keyof Counts, string]> = [
	['rejected', 'refused'],
	['unknown', 'with unknown outcome'],
	['notSent', 'not sent'],
	['paid', 'made'],
	['alreadyPaid', 'already made'],
];

const counted = (counts: Counts): string =>
	and(WORDS.flatMap(([kind, words]) => (counts[kind] === 0 ? [] : [`${counts[kind]} ${words}`])));

export const batchTexts: Texts<BatchFailures> = {
	'payments-incomplete': (counts) => ({
		message:
			counts.paid + counts.alreadyPaid + counts.unknown === 0
				? `No payment was made: ${counted(counts)}`
				: `Not all payments went through: ${counted(counts)}`,
	}),
	'check-incomplete': (counts) => ({
		message: `Not all payments could be checked: ${counted(counts)}`,
	}),
};
