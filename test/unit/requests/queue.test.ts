import type { Failure } from '../../../enkash/failures/failure.ts';
import { RequestQueue } from '../../../enkash/requests/queue.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { StubClock } from '../payout/stub.ts';

const slowDown = (retryAfterMs?: number): Failure => ({
	kind: 'rateLimited',
	code: 'too-many-requests',
	data: {},
	retryAfterMs,
});

/** Requests that end when they are told to. */
function desk() {
	const started: string[] = [];
	const ends = new Map<string, () => void>();
	const request = (name: string) => async (): Promise<Result<string>> => {
		started.push(name);
		await new Promise<void>((resolve) => ends.set(name, resolve));
		return succeed(name);
	};
	const end = async (name: string) => {
		ends.get(name)?.();
		for (let turn = 0; turn < 20; turn++) await Promise.resolve();
	};
	return { started, request, end };
}

it('has so many requests under way at once, and lets the others wait in order', async () => {
	const { started, request, end } = desk();
	const queue = new RequestQueue(new StubClock(), 2);
	const all = ['a', 'b', 'c', 'd'].map(async (name) => await queue.send(request(name)));
	await end('');
	expect(started).toEqual(['a', 'b']);
	await end('b');
	expect(started).toEqual(['a', 'b', 'c']);
	for (const name of ['a', 'c', 'd']) await end(name);
	expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd'].map(succeed));
});

it('lets urgent ones go first', async () => {
	const { started, request, end } = desk();
	const queue = new RequestQueue(new StubClock(), 1);
	void queue.send(request('a'));
	void queue.send(request('b'));
	void queue.send(request('urgent'), true);
	await end('');
	await end('a');
	expect(started).toEqual(['a', 'urgent']);
});

it('passes its place on when a request throws', async () => {
	const queue = new RequestQueue(new StubClock(), 1);
	const broken = queue.send(async () => await Promise.reject<Result<never>>(new Error('broken')));
	await expect(broken).rejects.toThrow('broken');
	expect(await queue.send(async () => await Promise.resolve(succeed(1)))).toEqual(succeed(1));
});

describe('when EnKash asks to wait', () => {
	it('all that have not left wait as long as it says', async () => {
		const clock = new StubClock();
		const queue = new RequestQueue(clock, 5);
		const startedAt = clock.ms;
		await queue.send(async () => await Promise.resolve(fail(slowDown(7_000))));
		const leftAt = await queue.send(async () => await Promise.resolve(succeed(clock.ms)));
		expect(leftAt).toEqual(succeed(startedAt + 7_000));
	});

	it('waits grow where it does not say', async () => {
		const clock = new StubClock();
		const queue = new RequestQueue(clock, 1);
		const leftAt: number[] = [];
		const question = async () => {
			leftAt.push(clock.ms - 1_000_000);
			return await Promise.resolve(leftAt.length < 4 ? fail(slowDown()) : succeed('there'));
		};
		expect(await queue.ask(question)).toEqual(succeed('there'));
		expect(leftAt).toEqual([0, 1_000, 3_000, 7_000]);
	});

	it('a payment is not made again, since it is not known to have come to nothing', async () => {
		let made = 0;
		const queue = new RequestQueue(new StubClock(), 1);
		await queue.send(async () => {
			made += 1;
			return await Promise.resolve(fail(slowDown(1)));
		});
		expect(made).toBe(1);
	});

	it.each([
		['for longer than a minute', 61_000, 1],
		['seven times', 10, 7],
	])('a question is given up when it is asked to wait %s', async (_, ms, times) => {
		let asked = 0;
		const told = await new RequestQueue(new StubClock(), 1).ask(async () => {
			asked += 1;
			return await Promise.resolve(fail(slowDown(ms)));
		});
		expect([told.ok, asked]).toEqual([false, times]);
	});
});

it('knows how long a request takes', async () => {
	const clock = new StubClock();
	const queue = new RequestQueue(clock, 1);
	expect(queue.averageMs).toBe(0);
	for (const ms of [100, 300]) {
		await queue.send(async () => {
			await clock.sleep(ms);
			return succeed(ms);
		});
	}
	expect(queue.averageMs).toBe(200);
});
