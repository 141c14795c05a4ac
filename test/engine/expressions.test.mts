import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GenericValue } from 'n8n-workflow';
import type { Row } from './bench.mts';
import { useBench } from './bench.mts';
import { allocate, getHandle, getTransaction } from './operations.mts';
import type { Parameters } from './workflow.mts';

const bench = useBench();

const located = (value: string): Parameters => ({ __rl: true, mode: 'id', value });
const check = { checkOnly: true };

/** Fields as n8n's editor writes them, and the same in a way that n8n itself has to evaluate. */
const SPELLINGS = [
	['={{ $json.value }}', '={{ ($json.value) }}'],
	["={{ $json['a value'] }}", "={{ ($json['a value']) }}"],
] as const;

const PARAMETERS: ReadonlyArray<readonly [string, (written: string) => Parameters]> = [
	['a text', (written) => getTransaction({ referenceNumber: written })],
	['a list', (written) => getHandle({ handleId: located(written) })],
	['an amount', (written) => allocate({ ...check, amount: written })],
	['an option', (written) => allocate({ ...check, options: { cardAccountId: written } })],
];

const ODD: readonly GenericValue[] = [
	...['PAST-00001', 'EKC4E8JSEG', 'CA1DEMO01', '', ' ', '={{ 1 + 1 }}', '{{ $json.reference }}'],
	...['=', "it's", '"', '\\', 'रसीद', '10', '10.50', '2026-01-01T00:00:00.000Z'],
	...[10, 0, -1, 0.1 + 0.2, 1e21, true, false, null, undefined, {}, { a: 1 }, [], [10]],
];
const ANY = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.jsonValue());
const VALUES = [...ODD, ...fc.sample(ANY, { numRuns: 40, seed: 1 })];

/** An item that can be paid, with the value in its fields. */
const rowWith = (value: GenericValue): Row => {
	const row = { handle: 'EKC4E8JSEG', amount: 10, reference: 'GOOD-1' };
	return value === undefined ? row : { ...row, value, 'a value': value };
};

test.each(SPELLINGS)('%s is read as n8n evaluates it', async (dragged, evaluated) => {
	for (const [what, parametersWith] of PARAMETERS) {
		const onError = 'continueRegularOutput';
		// Payments are refused together, so that each value is asked for by itself.
		const groups = what.startsWith('a ') ? [VALUES] : ODD.map((value) => [value]);
		for (const group of groups) {
			const rows = group.map(rowWith);
			const ours = await bench().run(parametersWith(dragged), rows, { onError });
			const theirs = await bench().run(parametersWith(evaluated), rows, { onError });
			expect({ what, output: ours.output }).toEqual({ what, output: theirs.output });
		}
	}
});
