const WRITTEN = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)$/;
const ENGLISH =
	/^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s| )?([AP]M)?$/i;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Before this, in ms since the epoch, a number counts seconds: as ms it would be in 1970. */
const FIRST_MS = 100_000_000_000;

/** EnKash does not say in which zone its dates without one are: taken for India's. */
const INDIA = '+05:30';

/**
 * A moment in an answer, in ms since the epoch: `YYYY-MM-DD HH:mm:ss`, ISO 8601, seconds or
 * milliseconds since the epoch, or `Jan 23, 2025 4:38:36 PM`. `undefined` for anything else.
 */
export function readMoment(written: unknown): number | undefined {
	if (typeof written === 'number') return fromEpoch(written);
	if (typeof written !== 'string') return undefined;
	const text = written.trim();
	if (/^\d{9,13}$/.test(text)) return fromEpoch(Number(text));
	const [, day, time] = WRITTEN.exec(text) ?? [];
	if (day !== undefined) return parsed(`${day}T${time ?? '00:00'}${INDIA}`);
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return parsed(`${text}T00:00:00${INDIA}`);
	if (/^\d{4}-\d{2}-\d{2}T.*(z|[+-]\d{2}:?\d{2})$/i.test(text)) return parsed(text);
	return fromEnglish(text);
}

function fromEpoch(count: number): number | undefined {
	if (!Number.isFinite(count) || count <= 0) return undefined;
	return Math.round(count < FIRST_MS ? count * 1000 : count);
}

function fromEnglish(text: string): number | undefined {
	const [, month = '', day = '', year = '', hour = '', minute = '', second = '0', half] =
		ENGLISH.exec(text) ?? [];
	const index = MONTHS.indexOf(month.toLowerCase());
	if (index < 0) return undefined;
	const hours =
		half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
	const two = (part: number | string) => String(part).padStart(2, '0');
	return parsed(
		`${year}-${two(index + 1)}-${two(day)}T${two(hours)}:${minute}:${two(second)}${INDIA}`,
	);
}

function parsed(iso: string): number | undefined {
	const at = Date.parse(iso);
	return Number.isNaN(at) ? undefined : at;
}
