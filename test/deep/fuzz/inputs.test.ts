import fc from 'fast-check';
import { parseAccountId, parseLocator } from '../../../enkash/identifiers.ts';
import { parseAmount } from '../../../enkash/money.ts';
import { parseMobile } from '../../../enkash/mobile.ts';
import { parseEmail } from '../../../enkash/person.ts';
import {
	type PaidOnce,
	deriveReference,
	foldReference,
	parseReference,
} from '../../../enkash/reference.ts';
import { textOf } from '../../../texts/textOf.ts';
import { SOME, always, joined, lettersOf } from './always.ts';
import { objectsAreUntouched, wild, wildText } from './wild.ts';

afterEach(() => expect(objectsAreUntouched()).toBe(true));

const withoutZeros = (digits: string) => digits.replace(/^0+(?=\d)/, '');

it('reads an amount exactly, or not at all', () => {
	const written = joined(
		fc.constantFrom('', '₹', 'Rs. '),
		lettersOf('0123456789,', 9),
		lettersOf('.-+e ', 1),
		lettersOf('0123456789', 3),
	);
	const { timesRead } = always(written, (text, read) => {
		const amount = parseAmount(text);
		if (!amount.ok) return true;
		read();
		const [whole = '', decimals = ''] = text
			.replace('Rs.', '')
			.replace(/[^\d.]/g, '')
			.split('.');
		return String(amount.value) === withoutZeros(whole + decimals.padEnd(2, '0'));
	});
	expect(timesRead).toBeGreaterThan(SOME);
});

it.each([
	['amount', parseAmount],
	['reference', parseReference],
	['mobile', parseMobile],
	['e-mail', parseEmail],
	['account', parseAccountId],
	['handle', parseLocator('handle')],
])('says shortly why whatever is no %s is none', (_, parse) => {
	always(wild, (given) => {
		const parsed = parse(given);
		return (
			parsed.ok ||
			(parsed.failure.kind === 'invalid' && textOf(parsed.failure).message.length < 120)
		);
	});
});

it('reads a reference as it can be sent, or not at all', () => {
	const given = fc.oneof(
		{ weight: 1, arbitrary: wild },
		{ weight: 2, arbitrary: joined(lettersOf('abcXYZ019._:/#-', 66), wildText(1)) },
	);
	const { timesRead } = always(given, (value, read) => {
		const reference = parseReference(value);
		if (!reference.ok) {
			const { failure } = reference;
			const suggestion =
				failure.code === 'reference-unusable' ? failure.data.suggestion : undefined;
			return suggestion === undefined || parseReference(suggestion).ok;
		}
		read();
		const again = parseReference(reference.value);
		return (
			/^[\x21-\x7e]{1,64}$/.test(reference.value) && again.ok && again.value === reference.value
		);
	});
	expect(timesRead).toBeGreaterThan(SOME);
});

it('derives a reference that any database can hold from whatever it is about', () => {
	const paidOnce: fc.Arbitrary<PaidOnce> = fc.record({
		cardAccountId: wildText(10),
		direction: fc.constant('CR' as const),
		mobile: fc.integer({ min: 9_000_000_000, max: 9_999_999_999 }).map(String),
		purpose: wildText(40),
		period: fc.record({
			per: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'execution' as const),
			name: wildText(20),
			key: wildText(20),
		}),
	});
	always(paidOnce, (given) => {
		const reference = deriveReference(given);
		return /^[A-Z0-9-]{1,26}$/.test(reference) && foldReference(reference) === reference;
	});
});

it.each([
	['the ID of an account', parseAccountId, 'CA', /^CA[A-Za-z0-9]{3,30}$/],
	['a handle', parseLocator('handle'), 'EKC', /./],
	['a user', parseLocator('user'), 'EK', /./],
] as const)('reads %s as EnKash writes it, or not at all', (_, parse, start, shape) => {
	const written = joined(
		fc.constantFrom(start, ' CA', '9600'),
		lettersOf('EKCA012abc', 9),
		wildText(1),
	);
	const given = fc.oneof({ weight: 1, arbitrary: wild }, { weight: 2, arbitrary: written });
	const { timesRead } = always(given, (value, read) => {
		const parsed = parse(value);
		if (!parsed.ok) return parsed.failure.kind === 'invalid';
		read();
		return typeof parsed.value === 'string'
			? shape.test(parsed.value)
			: Object.values(parsed.value).every((part) => typeof part === 'string' && part !== '');
	});
	expect(timesRead).toBeGreaterThan(SOME);
});
