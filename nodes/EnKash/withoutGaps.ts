/** Fields without those that nothing is known of, which n8n would show as empty. */
export const withoutGaps = <Value>(
	fields: Readonly<Record<string, Value | undefined>>,
): Record<string, Value> =>
	Object.fromEntries(
		Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
	);
