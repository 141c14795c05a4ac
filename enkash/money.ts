import { type Result, fail, succeed } from './result.ts';

/**
 * Money is whole paise in a `bigint`, so that no sum is ever rounded and rupees (`number`) cannot be
 * mistaken for paise.
 */
export type Paise = bigint;

const AMOUNT = /^(0|[1-9]\d{0,12})(\.\d{1,2})?$/;

/**
 * Reads an amount that a person or a workflow gave: rupees above 0, a number or a decimal string,
 * with at most two decimals. Everything else is `invalid`, never rounded.
 */
export function parseAmount(given: unknown): Result<Paise> {
	const written = typeof given === 'number' ? String(given) : given;
	if (typeof written !== 'string' || !AMOUNT.test(written.trim())) {
		return fail({
			kind: 'invalid',
			field: 'amount',
			message: `${quoted(given)} is not an amount`,
			advice: 'Give rupees as a plain number with at most two decimals, for example 250 or 99.50.',
		});
	}
	const [whole = '0', decimals = ''] = written.trim().split('.');
	const paise = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0'));
	if (paise > 0n) return succeed(paise);
	return fail({
		kind: 'invalid',
		field: 'amount',
		message: 'The amount is 0',
		advice: 'Give an amount above 0.',
	});
}

/** Paise in an amount of rupees that EnKash sent. Rounds to the nearest paisa. */
export const paiseOf = (rupees: number): Paise => BigInt(Math.round(rupees * 100));

/** Rupees as a JSON number, exact to the paisa. */
export const toRupees = (paise: Paise): number => Number(paise) / 100;

/** Rupees as a person in India reads them: `₹12,34,567.50`. */
export function formatRupees(paise: Paise): string {
	const sign = paise < 0n ? '-' : '';
	const digits = String(paise < 0n ? -paise : paise).padStart(3, '0');
	const whole = digits.slice(0, -2).replace(/(\d)(?=(\d\d)+\d$)/g, '$1,');
	return `₹${sign}${whole}.${digits.slice(-2)}`;
}

export const sum = (amounts: readonly Paise[]): Paise =>
	amounts.reduce((total, amount) => total + amount, 0n);

function quoted(given: unknown): string {
	if (given === undefined || given === null || given === '') return 'An empty value';
	return typeof given === 'object' ? 'A list or an object' : `"${String(given).slice(0, 40)}"`;
}
