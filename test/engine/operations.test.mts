import { describe, expect, test } from '@jest/globals';
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

describe.each(EVERY)('%s in envelope %s, with one bad item', (_, envelope, operation) => {
	const { parameters, rows, status, words } = operation;

	test('stops with an error about that item', async () => {
		await bench().control.settings({ envelope });
		const { error } = await bench().run(parameters, await rows(bench(), 'STOP'));
		expect(error.message).toContain(words);
		expect(error.message).toContain('[item 1]');
		expect(error.description).toMatch(/Check|Correct|Choose/);
		expect(error.context).toMatchObject({ itemIndex: 1 });
		if (status !== undefined) {
			expect(error.httpCode).toBe(String(status));
			expect(error.description).toContain(`HTTP status ${status}`);
		}
	});

	test('continues with everything that is known of that item', async () => {
		await bench().control.settings({ envelope });
		const onError = 'continueRegularOutput';
		const run = await bench().run(parameters, await rows(bench(), 'CONTINUE'), { onError });
		expect(run.succeeded).toBe(true);
		const bad = itemsOf(run.items, 1).map(({ json }) => json);
		expect(bad).toEqual([
			expect.objectContaining({
				error: expect.stringContaining(words),
				description: expect.stringMatching(/Check|Correct|Choose/),
				failure: 'rejected',
				...(status === undefined ? {} : { httpStatus: status }),
			}),
		]);
		for (const index of [0, 2]) {
			const good = itemsOf(run.items, index);
			expect(good).not.toEqual([]);
			expect(good.filter(({ json }) => 'error' in json)).toEqual([]);
		}
	});

	test('leads that item to the error output', async () => {
		await bench().control.settings({ envelope });
		const onError = 'continueErrorOutput';
		const run = await bench().run(parameters, await rows(bench(), 'ERROR'), { onError });
		expect(run.failedItems).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({
					error: expect.stringContaining(words),
					failure: 'rejected',
				}),
				pairedItem: { item: 1 },
			}),
		]);
		expect(itemsOf(run.items, 1)).toEqual([]);
		expect(itemsOf(run.items, 0)).not.toEqual([]);
		expect(itemsOf(run.items, 2)).not.toEqual([]);
	});
});
