import { DateTime } from 'luxon';

/** A moment (ms since the epoch) in ISO 8601 with the offset of a zone: `2026-11-25T10:20:00+05:30`. */
export const isoTime = (moment: number | undefined, zone: string): string | undefined =>
	moment === undefined
		? undefined
		: (DateTime.fromMillis(Math.floor(moment / 1000) * 1000, { zone }).toISO({
				suppressMilliseconds: true,
			}) ?? undefined);
