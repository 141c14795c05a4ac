import { Locks } from '../../enkash/locks.ts';

const nextTurn = async () => await Promise.resolve();

it('waits for whoever holds one of the keys', async () => {
	const locks = new Locks();
	const first = await locks.hold(['a', 'b']);
	let isHeld = false;
	const second = locks.hold(['b', 'c']).then((held) => {
		isHeld = true;
		return held;
	});
	await nextTurn();
	expect(isHeld).toBe(false);
	first.release();
	expect((await second).waitedFor).toEqual(new Set(['b']));
});

it('tells of every key that somebody else held, though all are given back at once', async () => {
	const locks = new Locks();
	const keys = ['a', 'b', 'c'];
	const first = await locks.hold(keys);
	const second = locks.hold(keys);
	first.release();
	expect((await second).waitedFor).toEqual(new Set(keys));
});

it('tells of none where nobody held any', async () => {
	const locks = new Locks();
	(await locks.hold(['a'])).release();
	await nextTurn();
	expect((await locks.hold(['a'])).waitedFor).toEqual(new Set());
});

it('does not come to a standstill where two want the same keys in another order', async () => {
	const locks = new Locks();
	const order: string[] = [];
	const work = async (name: string, keys: readonly string[]) => {
		const { release } = await locks.hold(keys);
		order.push(name);
		await nextTurn();
		release();
	};
	await Promise.all([work('first', ['a', 'b']), work('second', ['b', 'a'])]);
	expect(order).toEqual(['first', 'second']);
});
