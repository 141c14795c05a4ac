import { forEach } from '../../../enkash/requests/concurrency.ts';

/** Ends each piece of work when it is told to. */
function workbench() {
	const started: number[] = [];
	const ends = new Map<number, () => void>();
	const work = async (index: number) => {
		started.push(index);
		await new Promise<void>((resolve) => ends.set(index, resolve));
	};
	const end = async (index: number) => {
		ends.get(index)?.();
		for (let turn = 0; turn < 10; turn++) await Promise.resolve();
	};
	return { started, work, end };
}

it('starts as many as are allowed at once, in order, and the next when one ends', async () => {
	const { started, work, end } = workbench();
	const all = forEach([0, 1, 2, 3, 4], 2, work);
	await end(-1);
	expect(started).toEqual([0, 1]);
	await end(1);
	expect(started).toEqual([0, 1, 2]);
	await end(0);
	await end(2);
	expect(started).toEqual([0, 1, 2, 3, 4]);
	await end(3);
	await end(4);
	await all;
});

it('does nothing for nothing', async () => {
	const { started, work } = workbench();
	await forEach([], 10, work);
	expect(started).toEqual([]);
});

it('passes on what the work throws', async () => {
	const broken = forEach([0, 1, 2], 2, async (index) => {
		await Promise.resolve();
		if (index === 1) throw new Error('broken');
	});
	await expect(broken).rejects.toThrow('broken');
});
