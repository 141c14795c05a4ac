/** What takes no room: marks of order and width that come along with copied text. */
const INVISIBLE = /(?![\u115f\u1160\u3164\uffa0])\p{Default_Ignorable_Code_Point}/gu;

/** What shows as a gap or as nothing at all, and is no blank: fillers and control characters. */
const HOLLOW = /[\u115f\u1160\u2800\u3164\uffa0]|(?!\s)\p{Cc}/gu;

/**
 * What can be seen of a text, without blanks around it; a gap stays one, so that two numbers never
 * become one. Not for names: some scripts need the marks.
 */
export const visible = (text: string): string =>
	text.replace(INVISIBLE, '').replace(HOLLOW, ' ').trim();

/**
 * A text by which two spellings of it are one: case, width, accents written apart, spacing, and what
 * cannot be seen. Folding it again changes nothing.
 */
export function foldText(text: string): string {
	const blanks = text.replace(/\p{White_Space}/gu, ' ');
	const shown = blanks.replace(INVISIBLE, '').replace(HOLLOW, '').normalize('NFKC');
	return caseless(shown).normalize('NFKC').replace(/ +/g, ' ').trim();
}

/** Some letters meet only in capitals (`ß`, `SS`), others only in small ones (`ẞ`, `ß`). */
const caseless = (text: string): string => text.toLowerCase().toUpperCase().toLowerCase();

/** Whether nothing can be seen. */
export const isBlank = (given: unknown): boolean =>
	given === undefined || given === null || (typeof given === 'string' && visible(given) === '');

/** A formula of a sheet that failed: `#N/A`, `#REF!`. */
export const isSheetFault = (given: unknown): boolean =>
	typeof given === 'string' && /^#(N\/A|[A-Z0-9/]+[!?])$/.test(given.trim());
