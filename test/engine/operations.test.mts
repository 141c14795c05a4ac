import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { useBench } from './bench.mts';
import { OPERATIONS } from './everyOperation.mts';
import type { Run } from './run.mts';

const bench = useBench();

/** Every operation, in both envelopes. */
const EVERY = Object.entries(OPERATIONS).flatMap(([name, operation]) =>
	(['A', 'B'] as const).map((envelope) => [name, envelope, operation] as const),
);

/** The items that came of each input item. */
const itemsOf = (items: Run['items'], index: number) =>
	items.filter(({ pairedItem }) => JSON.stringify(pairedItem) === JSON.stringify({ item: index }));

/** What an error says of its items: itself, or of each payment what became of it. */
const told = z.object({
	itemIndex: z.number().optional(),
	code: z.string(),
	payments: z.array(z.object({ item: z.number(), code: z.string().optional() })).optional(),
});

describe.each(EVERY)('%s in envelope %s, with one bad item', (name, envelope, operation) => {
	const { code, parameters, rows, status } = operation;
	const references = (run: string) => `${name}-${envelope}-${run}`;

	test('stops with an error about that item', async () => {
		await bench().control.settings({ envelope });
		const { error } = await bench().run(parameters, await rows(bench(), references('STOP')));
		const { itemIndex, payments, ...whole } = told.parse(error.context);
		const bad = payments ? payments.find(({ item }) => item === 1)?.code : whole.code;
		expect(bad).toBe(code);
		if (!payments)
			expect([itemIndex, error.message]).toEqual([1, expect.stringMatching(/\[item 1\]$/)]);
		if (status !== undefined) expect(error.httpCode).toBe(String(status));
	});

	test('continues with everything that is known of that item', async () => {
		await bench().control.settings({ envelope });
		const onError = 'continueRegularOutput';
		const run = await bench().run(parameters, await rows(bench(), references('GO-ON')), {
			onError,
		});
		expect(run.succeeded).toBe(true);
		const bad = itemsOf(run.items, 1).map(({ json }) => json);
		expect(bad).toEqual([
			expect.objectContaining({
				...{ code, reason: expect.any(String), advice: expect.any(String) },
				details: expect.objectContaining(status === undefined ? {} : { httpStatus: status }),
			}),
		]);
		for (const index of [0, 2]) {
			const good = itemsOf(run.items, index);
			expect(good).not.toEqual([]);
			expect(good.filter(({ json }) => 'code' in json)).toEqual([]);
		}
	});

	test('leads that item to the error output', async () => {
		await bench().control.settings({ envelope });
		const onError = 'continueErrorOutput';
		const run = await bench().run(parameters, await rows(bench(), references('ERROR')), {
			onError,
		});
		expect(run.failedItems).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({ code }),
				pairedItem: { item: 1 },
			}),
		]);
		expect(itemsOf(run.items, 1)).toEqual([]);
		expect(itemsOf(run.items, 0)).not.toEqual([]);
		expect(itemsOf(run.items, 2)).not.toEqual([]);
	});
});
