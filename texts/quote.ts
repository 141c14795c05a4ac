const LONGEST = 40;

/** What was given, for a person to recognise: text and numbers in quotes, cut; the rest by its kind. */
export function quote(given: unknown): string {
	if (given === undefined || given === null || given === '') return 'An empty value';
	if (Array.isArray(given)) return 'A list';
	if (typeof given === 'object') return 'An object';
	const written = String(given);
	return `"${written.length <= LONGEST ? written : `${written.slice(0, LONGEST)}…`}"`;
}

/** "Female or Male", "Mr, Mrs or Ms". */
export function either(choices: readonly string[]): string {
	const last = choices.at(-1) ?? '';
	return choices.length < 2 ? last : `${choices.slice(0, -1).join(', ')} or ${last}`;
}
