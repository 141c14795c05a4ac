import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { EnKashApi } from '../../credentials/EnKashApi.credentials.ts';
import { EnKash } from '../../nodes/EnKash/EnKash.node.ts';
import { EnKashTrigger } from '../../nodes/EnKash/EnKashTrigger.node.ts';
import { OPERATIONS } from '../../nodes/EnKash/actions/registry.ts';
import { fieldsOf } from './frozen/fields.mts';

const field = z.object({
	type: z.string(),
	default: z.unknown(),
	choices: z.array(z.unknown()).optional(),
	shown: z.record(z.array(z.unknown())).optional(),
});
const frozen = z.record(z.record(field));

/** What workflows and credentials that were saved with version 1 rely on. */
const FROZEN = frozen.parse(JSON.parse(readFileSync('test/fixtures/saved/v1/forms.json', 'utf8')));

const FORMS = {
	enKash: new EnKash().description,
	enKashTrigger: new EnKashTrigger().description,
	enKashApi: new EnKashApi(),
};

const atLeast = (values: readonly unknown[]) => expect.arrayContaining([...values]);

/** A schema of an object, as far as its fields go. */
const shaped = z.object({ shape: z.record(z.unknown()) });

/** The same, or more to choose from. */
const kept = ({ choices, default: usual, shown, type }: z.infer<typeof field>) => ({
	...{ type, default: usual },
	...(choices === undefined ? {} : { choices: atLeast(choices) }),
	...(shown === undefined
		? {}
		: {
				shown: Object.fromEntries(
					Object.entries(shown).map(([name, values]) => [name, atLeast(values)]),
				),
			}),
});

describe.each(Object.entries(FORMS))('the form of %s', (name, { name: saved, properties }) => {
	const fields = Object.fromEntries(fieldsOf(properties));
	const fixed = FROZEN[name] ?? {};

	it('keeps its name', () => {
		expect(saved).toBe(name);
	});

	it.each(Object.entries(fixed))('keeps %s as it was saved', (path, was) => {
		expect({ [path]: fields[path] }).toEqual({ [path]: kept(was) });
	});

	it('has no field that could still change: new ones are added to forms.json', () => {
		expect(Object.keys(fixed).sort()).toEqual(Object.keys(fields).sort());
	});
});

describe('the nodes', () => {
	it('still have version 1', () => {
		const versions = [FORMS.enKash, FORMS.enKashTrigger].map(({ version }) => [version].flat());
		expect(versions).toEqual([expect.arrayContaining([1]), expect.arrayContaining([1])]);
	});

	it('put out at least the fields that they did', () => {
		const outputs = z
			.record(z.array(z.string()))
			.parse(JSON.parse(readFileSync('test/fixtures/saved/v1/outputs.json', 'utf8')));
		const now = Object.fromEntries(
			OPERATIONS.map(({ operation, output, resource }) => [
				`${resource}.${operation}`,
				Object.keys(shaped.parse(output).shape),
			]),
		);
		for (const [operation, names] of Object.entries(outputs)) {
			expect({ [operation]: now[operation] }).toEqual({ [operation]: atLeast(names) });
		}
		expect(Object.keys(outputs).sort()).toEqual(Object.keys(now).sort());
	});
});
