/** The month that it is in India, as `2026-11`, or so many months before. */
export function monthInIndia(before = 0): string {
	const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' });
	const [year = 0, month = 0] = today.split('-').map(Number);
	return new Date(Date.UTC(year, month - 1 - before)).toISOString().slice(0, 7);
}
