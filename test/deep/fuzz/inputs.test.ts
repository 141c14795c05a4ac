import { parseAccountId, parseLocator } from '../../../enkash/identifiers.ts';
import { parseAmount } from '../../../enkash/money.ts';
import { parseEmail, parseMobile } from '../../../enkash/person.ts';
import {
	type PaidOnce,
	deriveReference,
	foldReference,
	parseReference,
} from '../../../enkash/reference.ts';
import { textOf } from '../../../texts/textOf.ts';
import { type Dice, finding } from './dice.ts';
import { objectsAreUntouched, wild, wildText } from './wild.ts';

afterEach(() => expect(objectsAreUntouched()).toBe(true));

const withoutZeros = (digits: string) => digits.replace(/^0+(?=\d)/, '');

it('reads an amount exactly, or not at all', () => {
	let timesRead = 0;
	const written = (dice: Dice) =>
		`${dice.pick(['', '₹', 'Rs. '])}${dice.text('0123456789,', 9)}${dice.text('.-+e ', 1)}${dice.text('0123456789', 3)}`;
	const found = finding(written, (text) => {
		const amount = parseAmount(text);
		if (!amount.ok) return true;
		timesRead++;
		const [whole = '', decimals = ''] = text.replace('Rs.', '').replace(/[^\d.]/g, '').split('.');
		return String(amount.value) === withoutZeros(whole + decimals.padEnd(2, '0'));
	});
	expect(found).toBeUndefined();
	expect(timesRead).toBeGreaterThan(1_000);
});

it.each([
	['amount', parseAmount],
	['reference', parseReference],
	['mobile', parseMobile],
	['e-mail', parseEmail],
	['account', parseAccountId],
	['handle', parseLocator('handle')],
])('says shortly why whatever is no %s is none', (_, parse) => {
	const found = finding(wild, (given) => {
		const read = parse(given);
		return (
			read.ok || (read.failure.kind === 'invalid' && textOf(read.failure).message.length < 120)
		);
	});
	expect(found).toBeUndefined();
});

it('reads a reference as it can be sent, or not at all', () => {
	let timesRead = 0;
	const given = (dice: Dice) =>
		dice.throw(3) === 0 ? wild(dice) : `${dice.text('abcXYZ019._:/#-', 66)}${wildText(dice, 1)}`;
	const found = finding(given, (value) => {
		const reference = parseReference(value);
		if (!reference.ok) {
			const { failure } = reference;
			const suggestion =
				failure.code === 'reference-unusable' ? failure.data.suggestion : undefined;
			return suggestion === undefined || parseReference(suggestion).ok;
		}
		timesRead++;
		const again = parseReference(reference.value);
		return (
			/^[\x21-\x7e]{1,64}$/.test(reference.value) && again.ok && again.value === reference.value
		);
	});
	expect(found).toBeUndefined();
	expect(timesRead).toBeGreaterThan(1_000);
});

it('derives a reference that any database can hold from whatever it is about', () => {
	const paidOnce = (dice: Dice): PaidOnce => ({
		cardAccountId: wildText(dice, 10),
		direction: 'CR',
		mobile: String(9_000_000_000 + dice.throw(999_999_999)),
		purpose: wildText(dice, 40),
		period: {
			per: dice.pick(['day', 'week', 'month', 'execution']),
			name: wildText(dice, 20),
			key: wildText(dice, 20),
		},
	});
	const found = finding(paidOnce, (given) => {
		const reference = deriveReference(given);
		return /^[A-Z0-9-]{1,26}$/.test(reference) && foldReference(reference) === reference;
	});
	expect(found).toBeUndefined();
});

it.each([
	['the ID of an account', parseAccountId, 'CA', /^CA[A-Za-z0-9]{3,30}$/],
	['a handle', parseLocator('handle'), 'EKC', /./],
	['a user', parseLocator('user'), 'EK', /./],
] as const)('reads %s as EnKash writes it, or not at all', (_, parse, start, shape) => {
	let timesRead = 0;
	const given = (dice: Dice) =>
		dice.throw(3) === 0
			? wild(dice)
			: `${dice.pick([start, ' CA', '9600'])}${dice.text('EKCA012abc', 9)}${wildText(dice, 1)}`;
	const found = finding(given, (value) => {
		const read = parse(value);
		if (!read.ok) return read.failure.kind === 'invalid';
		timesRead++;
		return typeof read.value === 'string'
			? shape.test(read.value)
			: Object.values(read.value).every((part) => typeof part === 'string' && part !== '');
	});
	expect(found).toBeUndefined();
	expect(timesRead).toBeGreaterThan(1_000);
});
