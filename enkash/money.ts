import { refuseInput } from './failures/input.ts';
import { type Result, succeed } from './result.ts';
import { visible } from './text.ts';

/**
 * Money is whole paise in a `bigint`, so that no sum is ever rounded and rupees (`number`) cannot be
 * mistaken for paise.
 */
export type Paise = bigint;

/** Below 10,000,000,000,000 rupees a number tells paise apart. */
const PLAIN = /^(0|[1-9]\d{0,12})$/;

/** Whole groups, as the world or as India writes them: `1,234,567`, `12,34,567`. */
const GROUPED = /^[1-9](\d{0,2}(,\d{3}){1,4}|\d?(,\d{2}){0,5},\d{3})$/;

/** `₹1,500`, `Rs. 1500/-`, `INR 1500`. */
const CURRENCY = /^(?:₹|rs\.?|inr)\s*|\s*(?:\/-|rs\.?|inr)$/gi;

/** More decimals than anybody types: what is left of a sum of binary fractions. */
const DUST_DECIMALS = 8;

/** In paise. */
const MAX_DUST = 0.001;

/**
 * Reads an amount that a person or a workflow gave: rupees above 0, a number or a text that can be
 * read in one way only, with at most two decimals. What is left of binary fractions, below a
 * thousandth of a paisa, is no decimal. Everything else is `invalid`, never rounded.
 */
export function parseAmount(given: unknown): Result<Paise> {
	if (given === undefined || given === null)
		return refuseInput({ code: 'amount-missing', data: {} });
	if (typeof given !== 'string' && typeof given !== 'number') {
		return refuseInput({ code: 'amount-unreadable', data: { given } });
	}
	const written = visible(String(given)).replace(CURRENCY, '');
	if (written === '') return refuseInput({ code: 'amount-missing', data: {} });
	const [whole = '', decimals = '', ...more] = written.split('.');
	const isWritten = more.length === 0 && (decimals !== '' || !written.endsWith('.'));
	if (/^-\s*\d/.test(written)) return refuseInput({ code: 'amount-below-zero', data: { given } });
	const digits = GROUPED.test(whole) ? whole.replaceAll(',', '') : whole;
	if (!isWritten || !PLAIN.test(digits) || !/^\d*$/.test(decimals)) {
		return refuseInput({ code: 'amount-unreadable', data: { given } });
	}
	const isComputed = typeof given === 'number' || decimals.length >= DUST_DECIMALS;
	const paise = exactPaise(digits, decimals, isComputed);
	if (paise === undefined) return refuseInput({ code: 'amount-too-precise', data: { given } });
	return paise > 0n ? succeed(paise) : refuseInput({ code: 'amount-zero', data: {} });
}

/** `undefined` if there is more than whole paise and, where it was computed, dust. */
function exactPaise(whole: string, decimals: string, isComputed: boolean): Paise | undefined {
	const paise = BigInt(whole) * 100n + BigInt(decimals.slice(0, 2).padEnd(2, '0'));
	if (decimals.length <= 2) return paise;
	if (!isComputed) return undefined;
	const beyond = Number(`0.${decimals.slice(2)}`);
	if (beyond < MAX_DUST) return paise;
	return beyond > 1 - MAX_DUST ? paise + 1n : undefined;
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
