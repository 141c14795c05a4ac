/** Marks of order and width that come along with copied text and cannot be seen. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** What can be seen of a text, without blanks around it. Not for names: some scripts need the marks. */
export const visible = (text: string): string => text.replace(INVISIBLE, '').trim();

/** A text by which two spellings of it are one: case, width, accents written apart, and spacing. */
export const foldText = (text: string): string =>
	visible(text).normalize('NFKC').replace(/\s+/g, ' ').toLocaleLowerCase('en');

/** Whether nothing can be seen. */
export const isBlank = (given: unknown): boolean =>
	given === undefined || given === null || (typeof given === 'string' && visible(given) === '');

/** A formula of a sheet that failed: `#N/A`, `#REF!`. */
export const isSheetFault = (given: unknown): boolean =>
	typeof given === 'string' && /^#(N\/A|[A-Z0-9/]+[!?])$/.test(given.trim());
