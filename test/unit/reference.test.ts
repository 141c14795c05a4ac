import fc from 'fast-check';
import {
	type PaidOnce,
	deriveReference,
	foldReference,
	parseReference,
} from '../../enkash/reference.ts';
import { foldText } from '../../enkash/text.ts';
import { runs } from '../support/size.mts';

const LUNCH: PaidOnce = {
	cardAccountId: 'CAQL8YCV3',
	direction: 'CR',
	mobile: '9600000001',
	purpose: 'Lunch allowance',
	period: { per: 'month', name: '2026-11', key: '2026-11' },
};

/** Of what people write, what is most likely to come out in two ways. */
const ODD = [
	'a',
	'S',
	'ß',
	'ẞ',
	'ſ',
	'İ',
	'ı',
	'ŉ',
	'ΐ',
	'Σ',
	'ᾼ',
	'ﬃ',
	'\u0301',
	'\u0345',
	' ',
].concat([
	...['\u00ad', '\u200b', '\u0085', '\u3000', '\ufeff', '\u2800', '\u0000', 'क', '🎉', '1', '-'],
]);

const derive = (changes: Partial<PaidOnce> = {}) => deriveReference({ ...LUNCH, ...changes });

const period = (per: PaidOnce['period']['per'], name: string, key = name) => ({
	period: { per, name, key },
});

describe('a derived reference', () => {
	it('says when, what and who, and is the same whenever the same is to be paid again', () => {
		expect(derive()).toBe('M2611-LUNCH-0001-5CNTJEHQ');
		expect(derive(period('month', '2026-11'))).toBe(derive());
	});

	it.each<[string, Partial<PaidOnce>]>([
		['another account', { cardAccountId: 'CAVBMRFE8' }],
		['the other direction', { direction: 'DR' }],
		['another person', { mobile: '9600000002' }],
		['another person whose mobile ends alike', { mobile: '9700000001' }],
		['another purpose', { purpose: 'bonus' }],
		['another purpose with the same first word', { purpose: 'Lunch voucher' }],
		['another period', period('month', '2026-12')],
		['another kind of period', period('day', '2026-11')],
		['another execution', period('execution', '2026-11', '["wf",1]')],
		['no purpose', { purpose: '' }],
	])('is another one for %s', (_, changes) => {
		expect(derive(changes)).not.toBe(derive());
	});

	it('is the same for an account in whatever capitals', () => {
		const { cardAccountId } = LUNCH;
		expect(derive({ cardAccountId: cardAccountId.toLowerCase() })).toBe(derive());
	});

	it.each([
		'lunch ALLOWANCE',
		' Lunch  allowance ',
		'Lunch\u00a0allowance\n',
		'Ｌｕｎｃｈ allowance',
	])('takes the purpose %p for the same, whatever its case and spacing', (purpose) => {
		expect(derive({ purpose })).toBe(derive());
	});

	it.each([
		...['\u00ad', '\u034f', '\u061c', '\u115f', '\u1160', '\u17b4', '\u180e', '\u200b', '\u200d'],
		...['\u200f', '\u202a', '\u202c', '\u202e', '\u2060', '\u2064', '\u2066', '\u2069', '\u206a'],
		...[
			'\u206f',
			'\u2800',
			'\u3164',
			'\ufe00',
			'\ufe0f',
			'\ufeff',
			'\uffa0',
			'\u{e0041}',
			'\u{e007f}',
		],
		...['\u0000', '\u0007', '\u001f', '\u007f', '\u009f'],
	])('is the same with %j anywhere in the purpose', (mark) => {
		for (let at = 0; at <= LUNCH.purpose.length; at++) {
			const purpose = LUNCH.purpose.slice(0, at) + mark + LUNCH.purpose.slice(at);
			expect(derive({ purpose })).toBe(derive());
		}
	});

	it.each([
		['Straße', 'STRASSE'],
		['Straße', 'STRAẞE'],
		['Straße', 'straẞe'],
		['Déjeuner', 'De\u0301jeuner'],
		['ΟΔΟΣ', 'οδος'],
		['İftar', 'i\u0307ftar'],
		['ŉ', 'ʼN'],
		['ﬁne', 'FINE'],
		['Lunch allowance', 'Lunch\tallowance'],
		['Lunch allowance', 'Lunch\r\nallowance'],
		['Lunch allowance', 'Lunch\u0085allowance\u0085'],
		['Lunch allowance', 'Lunch\u3000\u2028allowance'],
	])('is the same for %j and %j', (one, other) => {
		expect(derive({ purpose: one })).toBe(derive({ purpose: other }));
	});

	it('is the same, to the last character, wherever its last part is', () => {
		const unicode = fc.string({ unit: 'binary', maxLength: 12 });
		const purposes = fc.oneof(unicode, fc.string({ unit: fc.constantFrom(...ODD), maxLength: 8 }));
		const hash = (reference: string) => reference.slice(-8);
		fc.assert(
			fc.property(purposes, (purpose) => {
				const same = [foldText(purpose), purpose.toUpperCase(), purpose.toLowerCase()];
				for (const other of [...same, purpose.normalize('NFD'), ` ${purpose}\n`]) {
					const [first, second] = [derive({ purpose }), derive({ purpose: other })];
					if (hash(first) === hash(second)) expect(second).toBe(first);
				}
				expect(derive({ purpose: foldText(purpose) })).toBe(derive({ purpose }));
			}),
			{ numRuns: runs(2_000) },
		);
	});

	it.each<[string, Partial<PaidOnce>, RegExp]>([
		['day', period('day', '2026-11-23'), /^D261123-LUNC-0001-[0-9A-Z]{8}$/],
		['week', period('week', '2026-W48'), /^W2648-LUNCH-0001-[0-9A-Z]{8}$/],
		['month', period('month', '2026-11'), /^M2611-LUNCH-0001-[0-9A-Z]{8}$/],
		['execution', period('execution', '2026-11-23T09:30:00+05:30', '[1]'), /^X261123-LUNC-0001-/],
		['accented purpose', { purpose: 'Déjeuner' }, /^M2611-DEJEUN-0001-/],
		['purpose in Devanagari', { purpose: 'दोपहर' }, /^M2611-0001-[0-9A-Z]{8}$/],
		['emoji before it', { purpose: '🎉 Diwali bonus' }, /^M2611-DIWALI-0001-/],
	])('begins with its %s', (_, changes, beginning) => {
		expect(derive(changes)).toMatch(beginning);
	});

	it('fits into 26 capitals, digits and hyphens', () => {
		const longest = derive({ ...period('day', '2026-11-23'), purpose: 'X'.repeat(500) });
		expect(longest).toMatch(/^[A-Z0-9-]{26}$/);
	});

	it('can be given as a reference again, and folds to itself', () => {
		expect(parseReference(derive())).toEqual({ ok: true, value: derive() });
		expect(foldReference(derive())).toBe(derive());
	});
});

describe('a given reference', () => {
	it.each([
		['PAY-2026/11#7', 'PAY-2026/11#7'],
		[' claim_12\u200b', 'claim_12'],
		['a', 'a'],
		['9'.repeat(64), '9'.repeat(64)],
		[4711, '4711'],
		[0, '0'],
		['nullify-1', 'nullify-1'],
	])('%p is taken', (given, reference) => {
		expect(parseReference(given)).toEqual({ ok: true, value: reference });
	});

	const refusal = (given: unknown) => {
		const reference = parseReference(given);
		return reference.ok ? reference.value : [reference.failure.code, reference.failure.data];
	};

	it.each(['', '  ', '\ufeff', undefined, null])('%p is missing', (given) => {
		expect(refusal(given)).toEqual(['reference-missing', {}]);
	});

	it.each([
		['CLM 2041', 'CLM-2041'],
		['-1', '1'],
		['_a', 'a'],
		['ä1', '1'],
		['a\nb', 'a-b'],
		["a'b", 'a-b'],
		['<a>', 'a'],
		[-1, '1'],
	])('%p is refused, and %p proposed', (given, suggestion) => {
		expect(refusal(given)).toEqual(['reference-unusable', { given, suggestion }]);
	});

	it.each([
		...['a'.repeat(65), 'रसीद', 'CLAIM-undefined', 'null', 'PAY-NaN-1', 'PAY null'],
		...[1.5, 2 ** 53, NaN, true, ['a'], { toString: () => 'a' }],
	])('%p is refused', (given) => {
		expect(refusal(given)).toEqual(['reference-unusable', { given }]);
	});

	it('keeps its case, since EnKash may tell cases apart', () => {
		expect(parseReference('Pay-1')).not.toEqual(parseReference('PAY-1'));
	});
});

describe('a folded reference', () => {
	it.each([
		['Claim-7', 'CLAIM-7'],
		['00041', '41'],
		['41', '41'],
		['41.0', '41'],
		['000', '0'],
		[' pay-1 ', 'PAY-1'],
	])('of %p is %p', (reference, folded) => {
		expect(foldReference(reference)).toBe(folded);
	});

	it.each([
		['CLAIM-007', 'CLAIM-7'],
		['041A', '41A'],
		['410', '41'],
		['41.5', '41'],
		['4-1', '41'],
	])('keeps %p and %p apart', (one, other) => {
		expect(foldReference(one)).not.toBe(foldReference(other));
	});
});
