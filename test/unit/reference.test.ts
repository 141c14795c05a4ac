import {
	type Occasion,
	deriveReference,
	foldReference,
	parseReference,
} from '../../enkash/reference.ts';

const OCCASION: Occasion = {
	cardAccountId: 'CAQL8YCV3',
	direction: 'CR',
	recipient: 'EKC9MKS5RM',
	purpose: 'payout',
	period: { per: 'month', key: '2026-11' },
};

const derive = (changes: Partial<Occasion> = {}) => deriveReference({ ...OCCASION, ...changes });

describe('a derived reference', () => {
	it('is the same whenever the occasion is the same', () => {
		expect(derive()).toBe('M202611-85ZIZiamZLTXt1vVIHP003');
		expect(derive({ period: { per: 'month', key: '2026-11' } })).toBe(derive());
	});

	it.each<[string, Partial<Occasion>]>([
		['another account', { cardAccountId: 'CAVBMRFE8' }],
		['the other direction', { direction: 'DR' }],
		['another recipient', { recipient: 'EKCE54IDPE' }],
		['another purpose', { purpose: 'bonus' }],
		['another period', { period: { per: 'month', key: '2026-12' } }],
		['another kind of period', { period: { per: 'day', key: '2026-11' } }],
		['no purpose', { purpose: '' }],
	])('is another one for %s', (_, changes) => {
		expect(derive(changes)).not.toBe(derive());
	});

	it('tells apart parts that would read the same side by side', () => {
		expect(derive({ recipient: 'A', purpose: 'B' })).not.toBe(
			derive({ recipient: 'AB', purpose: '' }),
		);
		expect(derive({ recipient: 'A","B', purpose: 'C' })).not.toBe(
			derive({ recipient: 'A', purpose: 'B","C' }),
		);
	});

	it.each(['Payout', ' payout ', 'PAYOUT\n', 'ｐａｙｏｕｔ'])(
		'takes the purpose %p for the same, whatever its case and spacing',
		(purpose) => {
			expect(derive({ purpose })).toBe(derive());
		},
	);

	it('takes inner blanks of any number and kind for one', () => {
		expect(derive({ purpose: 'site\u00a0 \tvisit' })).toBe(derive({ purpose: 'Site visit' }));
		expect(derive({ purpose: 'sitevisit' })).not.toBe(derive({ purpose: 'site visit' }));
	});

	it.each<[string, Occasion['period'], RegExp]>([
		['day', { per: 'day', key: '2026-11-23' }, /^D20261123-/],
		['week', { per: 'week', key: '2026-W48' }, /^W2026W48-/],
		['month', { per: 'month', key: '2026-11' }, /^M202611-/],
		['execution', { per: 'execution', key: '["231","node",0,4]' }, /^X-/],
		['very long key', { per: 'day', key: '9'.repeat(500) }, /^D99999999-/],
	])('begins with its %s, and fits into 32 characters', (_, period, beginning) => {
		const reference = derive({ period, recipient: 'ß'.repeat(1000) });
		expect(reference).toMatch(beginning);
		expect(reference).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
	});

	it('can be given as a reference again', () => {
		expect(parseReference(derive())).toEqual({ ok: true, value: derive() });
	});
});

describe('a given reference', () => {
	it.each([
		['PAY-2026/11#7', 'PAY-2026/11#7'],
		['  claim 12 '.replace(' 12', '_12'), 'claim_12'],
		['a', 'a'],
		['9'.repeat(64), '9'.repeat(64)],
		[4711, '4711'],
		[0, '0'],
	])('%p is taken', (given, reference) => {
		expect(parseReference(given)).toEqual({ ok: true, value: reference });
	});

	it.each([
		'',
		'  ',
		'-1',
		'_a',
		'claim 12',
		'a'.repeat(65),
		'ä',
		'a\nb',
		'a"b',
		"a'b",
		'<a>',
		'{{ $json.id }}',
		'a\u0000',
		-1,
		1.5,
		2 ** 53,
		NaN,
		undefined,
		null,
		true,
		['a'],
		{ toString: () => 'a' },
	])('%p is refused', (given) => {
		const result = parseReference(given);
		expect(result).toMatchObject({
			ok: false,
			failure: { kind: 'invalid', field: 'referenceNumber' },
		});
	});

	it('keeps its case, since EnKash may tell cases apart', () => {
		expect(parseReference('Pay-1')).not.toEqual(parseReference('PAY-1'));
	});

	it('says that it is empty when it is', () => {
		const result = parseReference('');
		expect(!result.ok && result.failure.message).toMatch(/empty/);
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
