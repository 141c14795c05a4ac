import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { faultsOf, isBlankRow, leavesOf } from '../../../nodes/EnKash/input/emptyExpressions.ts';
import { FieldNames } from '../../../nodes/EnKash/input/fieldNames.ts';

const text = (displayName: string, name: string): INodeProperties => ({
	...{ displayName, name, type: 'string', default: '' },
});

const PROPERTIES: INodeProperties[] = [
	text('Amount', 'amount'),
	text('Reference Number', 'referenceNumber'),
	{ ...text('Handle', 'handleId'), type: 'resourceLocator', default: {} },
	{
		...text('Options', 'options'),
		type: 'collection',
		default: {},
		options: [text('Card Account ID', 'cardAccountId')],
	},
];

/** What is wrong with a form that came to these values. */
function look(
	written: Readonly<Record<string, unknown>>,
	values: Readonly<Record<string, unknown>>,
	json: IDataObject = {},
	items: readonly IDataObject[] = [json],
) {
	const leaves = Object.entries(written).flatMap(([name, part]) => leavesOf(part, [name]));
	const faults = faultsOf(leaves, values, json, new FieldNames(items), PROPERTIES);
	return {
		faults: faults.map(({ code, data }) => [code, data]),
		isBlank: isBlankRow(leaves, values, json),
	};
}

describe('an expression that comes to nothing', () => {
	it.each([undefined, null, '', '  ', '\u200b'])('is not "not set": %p', (value) => {
		const { faults } = look({ amount: '={{ $json.sum }}' }, { amount: value }, { sum: '' });
		expect(faults).toEqual([['expression-empty', { field: 'Amount', names: ['sum'] }]]);
	});

	it.each([
		['in an option', { options: { cardAccountId: '={{ $vars.account }}' } }, { options: {} }],
		[
			'in a locator',
			{ handleId: { __rl: true, mode: 'id', value: '=', cachedResultName: '=x' } },
			{ handleId: { __rl: true, mode: 'id', value: '' } },
		],
	])('is seen %s', (_, written, values) => {
		expect(look(written, values).faults).toEqual([
			['expression-empty', expect.objectContaining({ names: [] })],
		]);
	});

	it('is not what a person has left empty', () => {
		const written = { amount: '', options: { cardAccountId: '' } };
		expect(look(written, written).faults).toEqual([]);
	});

	it('is nothing where it came to false or 0', () => {
		expect(
			look({ amount: '={{ 0 }}', other: '={{ false }}' }, { amount: 0, other: false }).faults,
		).toEqual([]);
	});
});

describe('a field that no item has', () => {
	const claim = { amount: "={{ $json['Claim No'] }}" };

	it.each<[string, IDataObject, object]>([
		['nothing like it is there', { Total: 1 }, {}],
		['a byte-order mark is in front', { '\ufeffClaim No': 1 }, { isInvisible: true }],
		['blanks are around it', { ' Claim No ': 1 }, { isInvisible: true }],
		['its blank is another', { 'Claim\u00a0No': 1 }, { isInvisible: true }],
		['its case is another', { claim_no: 1 }, {}],
	])('is said to be missing where %s', (_, json, more) => {
		const [name = ''] = Object.keys(json);
		const lookalike = name === 'Total' ? {} : { lookalike: name };
		expect(look(claim, {}, json).faults).toEqual([
			['field-not-in-items', { field: 'Amount', name: 'Claim No', ...lookalike, ...more }],
		]);
	});

	it('is only empty where another item has it', () => {
		const items = [{}, { 'Claim No': 7 }];
		expect(look(claim, {}, items[0], items).faults).toEqual([
			['expression-empty', { field: 'Amount', names: ['Claim No'] }],
		]);
	});
});

it('is cut short where a reference is made of a field that is empty', () => {
	const written = { referenceNumber: '=CLAIM-{{ $json.claim }}' };
	const values = { referenceNumber: 'CLAIM-' };
	expect(look(written, values, { claim: null }).faults).toEqual([
		['expression-empty', { field: 'Reference Number', names: ['claim'] }],
	]);
	expect(
		look({ amount: '=Rs {{ $json.claim }}' }, { amount: 'Rs ' }, { claim: '' }).faults,
	).toEqual([]);
});

it.each(['#N/A', '#REF!', '#DIV/0!', ' #NAME? '])('%p is no value, wherever it goes', (fault) => {
	const json = { claim: fault };
	expect(look({ amount: '={{ $json.claim }}' }, { amount: fault }, json).faults).toEqual([
		['sheet-value-broken', { field: 'Amount', given: fault }],
	]);
	expect(
		look({ referenceNumber: '=A-{{ $json.claim }}' }, { referenceNumber: `A-${fault}` }, json)
			.faults,
	).toEqual([['sheet-value-broken', { field: 'Reference Number', given: fault }]]);
});

describe('a blank row', () => {
	const written = {
		amount: '={{ $json.sum }}',
		referenceNumber: '=CLAIM-{{ $json.claim ?? "none" }}',
		options: { cardAccountId: '={{ $vars.account }}' },
	};
	const values = {
		amount: '',
		referenceNumber: 'CLAIM-none',
		options: { cardAccountId: 'CA1DEMO01' },
	};

	it('is one in which nothing that the form takes from it is filled', () => {
		expect(look(written, values, { row_number: 4, sum: '', claim: null }).isBlank).toBe(true);
	});

	it.each([
		{ sum: 5, claim: '' },
		{ sum: '', claim: 'C-1' },
	])('is not %j', (json) => {
		const { sum, claim } = json;
		const filled = { ...values, amount: sum, referenceNumber: `CLAIM-${claim}` };
		expect(look(written, filled, json).isBlank).toBe(false);
	});

	it('is none where the form takes nothing from the row', () => {
		expect(look({ amount: '={{ $vars.amount }}' }, {}).isBlank).toBe(false);
		expect(look({ amount: '={{ $fromAI("amount") }}' }, { amount: '' }).isBlank).toBe(false);
	});
});
