import {
	fieldsInText,
	fieldsRead,
	isExpression,
	withFields,
} from '../../../nodes/EnKash/input/fieldExpressions.ts';

const ITEM = {
	text: 'a',
	count: 2,
	yes: false,
	'two words': 'b',
	empty: null,
	list: ['c'],
	of: {},
};

const read = (written: unknown) => withFields(written, ITEM);

it.each([
	['={{ $json.text }}', 'a'],
	['={{$json.count}}', 2],
	['={{ $json.yes }}', false],
	["={{ $json['two words'] }}", 'b'],
	['={{ $json["two words"] }}', 'b'],
	['as it is', 'as it is'],
	[
		{ __rl: true, mode: 'id', value: '={{ $json.text }}' },
		{ __rl: true, mode: 'id', value: 'a' },
	],
	[
		{ note: '={{ $json.count }}', other: 5 },
		{ note: 2, other: 5 },
	],
])('reads %j from the item', (written, value) => {
	expect(isExpression(written) || written === value).toBe(true);
	expect(read(written)).toEqual(value);
});

it.each([
	...['={{ $json.missing }}', '={{ $json.empty }}', '={{ $json.list }}', '={{ $json.of }}'],
	...['={{ $json.toString }}', '={{ $json.constructor }}', '={{ $json.__proto__ }}'],
	...['={{ $json.text.trim() }}', '={{ $json.text }} ', '=Re: {{ $json.text }}', '=text'],
	...['={{ $json.text }}{{ $json.count }}', "={{ $json['te' + 'xt'] }}"],
	...['={{ $input.item.json.text }}', "={{ $('Sheet').item.json.text }}"],
	{ value: '={{ $json.text }}', other: '={{ $json.missing }}' },
	{ values: ['={{ $json.text }}'] },
])('leaves %j to n8n', (written) => {
	expect(isExpression(written)).toBe(true);
	expect(read(written)).toBeUndefined();
});

it.each([
	['={{ $json.text }}', ['text']],
	["={{ $json['Claim No'] ?? $json.claim }}", ['Claim No', 'claim']],
	['={{ $json["a"].trim() }}-{{ $json.a }}', ['a']],
	['={{ $json.नाम }}', ['नाम']],
	['={{ $json[name] }}', []],
	['={{ $now }}', []],
])('the fields that %p reads are %j', (expression, names) => {
	expect(fieldsRead(expression)).toEqual(names);
});

it.each([
	['=CLAIM-{{ $json.claim }}', ['claim']],
	["={{ $json.a }}-{{ $json['b c'] }}", ['a', 'b c']],
	['=X-{{ $json.a ?? "b" }}', []],
	['={{ $json.claim }}', []],
])('the fields that stand in the text %p are %j', (expression, names) => {
	expect(fieldsInText(expression)).toEqual(names);
});
