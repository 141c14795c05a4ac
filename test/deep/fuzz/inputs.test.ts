import { parseIdentifier } from '../../../enkash/identifiers.ts';
import { parseAmount } from '../../../enkash/money.ts';
import { type Occasion, deriveReference, parseReference } from '../../../enkash/reference.ts';
import { type Dice, finding } from './dice.ts';
import { objectsAreUntouched, wild, wildText } from './wild.ts';

afterEach(() => expect(objectsAreUntouched()).toBe(true));

const withoutZeros = (digits: string) => digits.replace(/^0+(?=\d)/, '');

it('reads an amount exactly, or not at all', () => {
	let timesRead = 0;
	const written = (dice: Dice) =>
		`${dice.text('0123456789', 8)}${dice.text('.-+e ', 1)}${dice.text('0123456789', 3)}`;
	const found = finding(written, (text) => {
		const amount = parseAmount(text);
		if (!amount.ok) return true;
		timesRead++;
		const [whole = '', decimals = ''] = text.trim().split('.');
		return String(amount.value) === withoutZeros(whole + decimals.padEnd(2, '0'));
	});
	expect(found).toBeUndefined();
	expect(timesRead).toBeGreaterThan(1_000);
});

it('takes whatever is no amount for none, and says so shortly', () => {
	const found = finding(wild, (given) => {
		const amount = parseAmount(given);
		return amount.ok
			? amount.value > 0n
			: amount.failure.kind === 'invalid' && amount.failure.message.length < 120;
	});
	expect(found).toBeUndefined();
});

it('reads a reference as it can be sent, or not at all', () => {
	let timesRead = 0;
	const given = (dice: Dice) =>
		dice.throw(3) === 0 ? wild(dice) : `${dice.text('abcXYZ019._:/#-', 66)}${wildText(dice, 1)}`;
	const found = finding(given, (value) => {
		const reference = parseReference(value);
		if (!reference.ok) return reference.failure.kind === 'invalid';
		timesRead++;
		const again = parseReference(reference.value);
		return (
			/^[\x21-\x7e]{1,64}$/.test(reference.value) && again.ok && again.value === reference.value
		);
	});
	expect(found).toBeUndefined();
	expect(timesRead).toBeGreaterThan(1_000);
});

it('derives a reference that can be sent from whatever it is about', () => {
	const occasion = (dice: Dice): Occasion => ({
		cardAccountId: wildText(dice, 10),
		direction: 'CR',
		recipient: wildText(dice, 40),
		purpose: wildText(dice, 40),
		period: { per: dice.pick(['day', 'week', 'month', 'execution']), key: wildText(dice, 20) },
	});
	const found = finding(occasion, (given) => /^[A-Za-z0-9_-]{1,32}$/.test(deriveReference(given)));
	expect(found).toBeUndefined();
});

it.each(['handle', 'user', 'account'] as const)(
	'reads the ID of a %s as EnKash writes it, or not at all',
	(kind) => {
		let timesRead = 0;
		const given = (dice: Dice) =>
			dice.throw(3) === 0
				? wild(dice)
				: `${dice.pick(['EK', 'CA', 'EKC', ' CA'])}${dice.text('EKCA012abc', 9)}${wildText(dice, 1)}`;
		const found = finding(given, (value) => {
			const id = parseIdentifier(kind)(value);
			if (!id.ok) return id.failure.kind === 'invalid';
			timesRead++;
			return /^[A-Za-z0-9]{5,32}$/.test(id.value);
		});
		expect(found).toBeUndefined();
		expect(timesRead).toBeGreaterThan(1_000);
	},
);
