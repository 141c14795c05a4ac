import { ClaimMemory } from '../../../enkash/payout/claimMemory.ts';
import { type ClaimPorts, SETTLING_MS, claim } from '../../../enkash/payout/claims.ts';

/** A store that does at once what it is told. What else happens at each record, `meanwhile` says. */
function storeWith(meanwhile: (records: number, keys: Set<string>) => number = () => 0) {
	const keys = new Set<string>();
	let now = 0;
	let records = 0;
	let tokens = 0;
	const ports: ClaimPorts = {
		memory: new ClaimMemory(),
		store: {
			record: async (asked) => {
				await Promise.resolve();
				const before = asked.filter((key) => keys.has(key));
				asked.forEach((key) => keys.add(key));
				now += meanwhile(++records, keys);
				return before;
			},
		},
		now: () => now,
		sleep: async (ms) => {
			await Promise.resolve();
			now += ms;
		},
		token: () => `token ${++tokens}`,
	};
	return { ports, keys, clock: () => now };
}

const told = (...byOthers: string[]) => ({ kind: 'told', byOthers: new Set(byOthers) });

const down = () => {
	throw new Error('The database is being restarted');
};

it('claims keys that nobody has claimed, once its own mark has settled', async () => {
	const { ports, keys, clock } = storeWith();
	expect(await claim(['a', 'b'], ports)).toEqual(told());
	expect([...keys]).toEqual(['a', 'b', 'token 1']);
	expect(clock()).toBe(SETTLING_MS);
});

it('tells which keys others had claimed before', async () => {
	const { ports } = storeWith();
	await claim(['a', 'b'], ports);
	expect(await claim(['b', 'c'], ports)).toEqual(told('b'));
});

it('claims again when another process wrote over its claim, and then sees that one', async () => {
	const { ports } = storeWith((records, keys) => {
		if (records !== 1) return 0;
		keys.clear();
		keys.add('b').add('token of another');
		return 0;
	});
	expect(await claim(['a', 'b'], ports)).toEqual(told('b'));
});

it('checks its mark when it is wanted, and not before', async () => {
	const { ports, keys } = storeWith();
	let want = () => {};
	const wanted = new Promise<void>((resolve) => (want = resolve));
	const claimed = claim(['a'], ports, [], wanted);
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
	keys.clear();
	keys.add('a').add('token of another');
	want();
	expect(await claimed).toEqual(told('a'));
});

it('records what belongs to its keys, which others then see', async () => {
	const { ports } = storeWith();
	expect(await claim(['a 2'], ports, ['a'])).toEqual(told());
	expect(await claim(['a 3'], ports, ['a', 'a 2'])).toEqual(told());
	expect(await claim(['a'], ports)).toEqual(told('a'));
});

it('is unsure after a write that took as long as the settling time', async () => {
	const { ports } = storeWith((records) => (records === 1 ? SETTLING_MS : 0));
	expect(await claim(['a'], ports)).toEqual({ kind: 'unsure', byOthers: new Set() });
});

it('leaves its claim there for others to see, however unsure it is itself', async () => {
	const { ports, keys } = storeWith((records) => {
		if (records > 1) return 0;
		keys.clear();
		return SETTLING_MS;
	});
	expect(await claim(['a'], ports)).toMatchObject({ kind: 'unsure' });
	expect([...keys]).toContain('a');
});

it('is unsure when its claim is written over time and again', async () => {
	const { ports } = storeWith((_, keys) => {
		keys.clear();
		return 0;
	});
	expect(await claim(['a', 'b'], ports)).toEqual({ kind: 'unsure', byOthers: new Set() });
});

it('tries again while the store is down for a moment', async () => {
	const { ports, keys } = storeWith((records) => (records < 3 ? down() : 0));
	keys.add('b');
	expect(await claim(['b'], ports)).toEqual(told('b'));
});

it('tells that the store is down', async () => {
	const { ports } = storeWith(down);
	expect(await claim(['a'], ports)).toEqual({ kind: 'storeDown' });
});

it('tells that there is no store, or that it keeps nothing', async () => {
	const { ports } = storeWith();
	const record = async () => await Promise.resolve(undefined);
	expect(await claim(['a'], { ...ports, store: undefined })).toEqual({ kind: 'storeMissing' });
	expect(await claim(['a'], { ...ports, store: { record } })).toEqual({ kind: 'storeMissing' });
});

describe("a process's memory of its claims", () => {
	it('lets it write to the store one by one', async () => {
		const memory = new ClaimMemory();
		const begun: string[] = [];
		let end = () => undefined as void;
		const first = memory.inTurn(async () => {
			begun.push('first');
			await new Promise<void>((resolve) => (end = resolve));
		});
		const second = memory.inTurn(async () => await Promise.resolve(begun.push('second')));
		await Promise.resolve();
		expect(begun).toEqual(['first']);
		end();
		await Promise.all([first, second]);
		expect(begun).toEqual(['first', 'second']);
	});

	it('goes on after a write that failed', async () => {
		const memory = new ClaimMemory();
		const failed = memory.inTurn(async () => await Promise.reject<void>(new Error('down')));
		const next = memory.inTurn(async () => await Promise.resolve('written'));
		await expect(failed).rejects.toThrow('down');
		expect(await next).toBe('written');
	});

	it('gives a round that was not used to one run alone', () => {
		const memory = new ClaimMemory();
		memory.keep('a', 3);
		expect([memory.take('a'), memory.take('a'), memory.take('b')]).toEqual([3, 0, 0]);
	});

	it('forgets the oldest rounds when there are many', () => {
		const memory = new ClaimMemory();
		for (let index = 0; index <= 10_000; index++) memory.keep(`key ${index}`, 1);
		expect([memory.take('key 0'), memory.take('key 1')]).toEqual([0, 1]);
	});

	it('distrusts the store for a while after a slow write', () => {
		const memory = new ClaimMemory();
		expect(memory.distrusts(0)).toBe(false);
		memory.distrust(0);
		expect([memory.distrusts(9_999), memory.distrusts(10_000)]).toEqual([true, false]);
	});
});
