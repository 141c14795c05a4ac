import { RecordWriter } from '../../../enkash/payout/recordWriter.ts';

/** A store of which every call ends when it is told to. */
function slowStore() {
	const calls: Array<{ readonly keys: readonly string[]; readonly end: () => void }> = [];
	const kept = new Set<string>();
	const record = async (keys: readonly string[]) => {
		const there = keys.filter((key) => kept.has(key));
		keys.forEach((key) => kept.add(key));
		await new Promise<void>((resolve) => calls.push({ keys, end: resolve }));
		return there;
	};
	const remove = async () => await Promise.resolve();
	return { calls, store: { record, remove } };
}

const turns = async () => {
	for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

it('makes one call at a time, and one of all that came meanwhile', async () => {
	const { calls, store } = slowStore();
	const writer = new RecordWriter(store, () => 0);
	const first = writer.record(['a']);
	await turns();
	const second = writer.record(['b']);
	const third = writer.record(['a', 'c']);
	await turns();
	expect(calls.map(({ keys }) => keys)).toEqual([['a']]);
	calls[0]?.end();
	await turns();
	expect(calls.map(({ keys }) => keys)).toEqual([['a'], ['b', 'a', 'c']]);
	calls[1]?.end();
	expect(await first).toMatchObject({ there: [] });
	expect(await second).toMatchObject({ there: [] });
	expect(await third).toMatchObject({ there: ['a'] });
});

it('tells all who waited for a call when it fails, and makes the next one', async () => {
	const store = {
		record: async (keys: readonly string[]) => {
			await Promise.resolve();
			if (keys.includes('bad')) throw new Error('down');
			return [];
		},
		remove: async () => await Promise.resolve(),
	};
	const writer = new RecordWriter(store, () => 0);
	await expect(writer.record(['bad'])).rejects.toThrow('down');
	expect(await writer.record(['good'])).toEqual({ there: [], tookMs: 0 });
});
