import { Slots } from '../../../enkash/requests/concurrency.ts';

/** Work that ends when it is told to. */
function workbench(count: number) {
	const slots = new Slots(count);
	const started: string[] = [];
	const ends = new Map<string, () => void>();
	const start = (name: string, isHurried?: boolean) =>
		slots.run(async () => {
			started.push(name);
			await new Promise<void>((resolve) => ends.set(name, resolve));
			return name;
		}, isHurried);
	const end = async (name: string) => {
		ends.get(name)?.();
		for (let turn = 0; turn < 5; turn++) await Promise.resolve();
	};
	return { slots, started, start, end };
}

it('lets so many work at once, the others in order', async () => {
	const { started, start, end } = workbench(2);
	const all = ['a', 'b', 'c', 'd'].map(async (name) => await start(name));
	expect(started).toEqual(['a', 'b']);
	await end('b');
	expect(started).toEqual(['a', 'b', 'c']);
	await end('a');
	await end('c');
	await end('d');
	expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

it('lets what is hurried go first, in order', async () => {
	const { started, start, end } = workbench(1);
	const all = [start('a'), start('b'), start('c', true), start('d', true)];
	for (const name of ['a', 'c', 'd', 'b']) await end(name);
	await Promise.all(all);
	expect(started).toEqual(['a', 'c', 'd', 'b']);
});

it('frees the slot of work that fails', async () => {
	const { slots, started, start, end } = workbench(1);
	const broken = slots.run(async () => await Promise.reject(new Error('broken')));
	const next = start('next');
	await expect(broken).rejects.toThrow('broken');
	await end('next');
	await next;
	expect(started).toEqual(['next']);
});
