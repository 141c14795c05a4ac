import type { Behaviour } from '../behaviour.mts';
import type { Settings } from '../settings.mts';
import { ACCESS } from './access.mts';
import { ALLOCATIONS, COMMITS } from './allocations.mts';
import { AMOUNTS } from './amounts.mts';
import type { Dialect } from './dialect.mts';
import { ENVELOPES } from './envelopes.mts';
import { FIELDS } from './fields.mts';
import { HANDLES } from './handles.mts';
import { LISTS } from './lists.mts';
import { LOGIN_REFUSALS, TOKENS } from './logins.mts';
import { NOTHING } from './nothing.mts';
import { PATHS } from './paths.mts';
import { PAGES, QUESTIONS } from './questions.mts';
import { REFERENCES } from './references.mts';
import { REFUSALS } from './refusals.mts';
import { STATUSES } from './statuses.mts';
import { VISIBILITY } from './visibility.mts';

const BY_SUBJECT = [
	['The list of transactions', LISTS],
	['Questions for transactions', QUESTIONS],
	['Pages of transactions', PAGES],
	['Which transactions are shown', VISIBILITY],
	['Nothing found', NOTHING],
	['References', REFERENCES],
	['Amounts', AMOUNTS],
	['Statuses', STATUSES],
	['Other facts of a transaction', FIELDS],
	['Answers to a payment', ALLOCATIONS],
	['When the money moves', COMMITS],
	['Refused payments', REFUSALS],
	['Handles', HANDLES],
	['Envelopes', ENVELOPES],
	['Who is let in', ACCESS],
	['Tokens', TOKENS],
	['Refused log-ins', LOGIN_REFUSALS],
	['Paths', PATHS],
] as const;

type Subjects = (typeof BY_SUBJECT)[number];
type KeysOf<T> = T extends unknown ? keyof T : never;
export type DialectName = KeysOf<Subjects[1]>;

export type Subject = Subjects[0];

/** A dialect as others find it. */
export interface NamedDialect extends Dialect {
	readonly name: DialectName;
	readonly subject: Subject;
	/** The seams and settings that it changes. */
	readonly seams: readonly string[];
}

const NAMES: ReadonlySet<string> = new Set(
	BY_SUBJECT.flatMap(([, dialects]) => Object.keys(dialects)),
);

export const isDialectName = (text: string): text is DialectName => NAMES.has(text);

/** Every dialect that the sandbox speaks. */
export const DIALECTS: readonly NamedDialect[] = BY_SUBJECT.flatMap(([subject, dialects]) =>
	Object.entries<Dialect>(dialects).flatMap(([name, dialect]) => {
		const seams = Object.keys(dialect.changes);
		return isDialectName(name) ? [{ ...dialect, name, subject, seams }] : [];
	}),
);

const chosen = (names: readonly DialectName[]): readonly NamedDialect[] =>
	DIALECTS.filter(({ name }) => names.includes(name));

/** Why these dialects do not go together, or `undefined` if they do. */
export function clashIn(names: readonly DialectName[]): string | undefined {
	const speakers = new Map<string, DialectName>();
	for (const { name, seams } of chosen(names)) {
		for (const seam of seams) {
			const other = speakers.get(seam);
			if (other !== undefined)
				return `${other} and ${name} do not go together: both change ${seam}`;
			speakers.set(seam, name);
		}
	}
	return undefined;
}

/** What the settings, and the dialects among them, come to. */
export const behaviourOf = (settings: Settings): Behaviour =>
	chosen(settings.dialects).reduce<Behaviour>(
		(behaviour, { changes }) => ({ ...behaviour, ...changes }),
		settings,
	);
