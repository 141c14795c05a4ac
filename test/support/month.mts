import { DateTime } from 'luxon';

/** The month that it is in India, as `2026-11`, or so many months before. */
export function monthInIndia(before = 0): string {
	return DateTime.now().setZone('Asia/Kolkata').minus({ months: before }).toFormat('yyyy-MM');
}
