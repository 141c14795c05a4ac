import { Locks } from '../../../enkash/payout/locks.ts';

/** Work that notes when it begins, and ends when it is told to. */
function workshop() {
	const locks = new Locks();
	const begun: string[] = [];
	const ends = new Map<string, (failure?: Error) => void>();
	const start = (key: string, name: string) =>
		locks.run(key, async () => {
			begun.push(name);
			await new Promise<void>((resolve, reject) => {
				ends.set(name, (failure) => (failure ? reject(failure) : resolve()));
			});
			return name;
		});
	const end = async (name: string, failure?: Error) => {
		ends.get(name)?.(failure);
		for (let turn = 0; turn < 10; turn++) await Promise.resolve();
	};
	return { begun, start, end };
}

it('does work on one key in turn, and gives back what each comes to', async () => {
	const { begun, start, end } = workshop();
	const all = Promise.all([start('k', 'a'), start('k', 'b'), start('k', 'c')]);
	expect(begun).toEqual(['a']);
	await end('a');
	expect(begun).toEqual(['a', 'b']);
	await end('b');
	await end('c');
	expect(await all).toEqual(['a', 'b', 'c']);
});

it('does not make work on one key wait for another', async () => {
	const { begun, start, end } = workshop();
	const all = Promise.all([start('k', 'a'), start('l', 'b')]);
	expect(begun).toEqual(['a', 'b']);
	await end('a');
	await end('b');
	await all;
});

it('goes on after work that failed', async () => {
	const { begun, start, end } = workshop();
	const failing = start('k', 'a');
	const next = start('k', 'b');
	const refused = expect(failing).rejects.toThrow('broken');
	await end('a', new Error('broken'));
	await refused;
	expect(begun).toEqual(['a', 'b']);
	await end('b');
	expect(await next).toBe('b');
});

it('is free again once all work is done', async () => {
	const { begun, start, end } = workshop();
	const first = start('k', 'a');
	await end('a');
	await first;
	const second = start('k', 'b');
	expect(begun).toEqual(['a', 'b']);
	await end('b');
	await second;
});
