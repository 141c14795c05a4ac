import type { Failure } from '../../../enkash/failures/failure.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { Pace, restAfter } from '../../../enkash/watch/pace.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const down: Failure = { kind: 'unknown', code: 'connection-lost', data: {} };
const busy: Failure = {
	kind: 'rateLimited',
	code: 'too-many-requests',
	data: {},
	retryAfterMs: 7 * MINUTE,
};

class Watcher {
	now = 0;
	looks = 0;
	readonly pace = new Pace(() => this.now);

	async look(result: Result<string>, at = this.now): Promise<Result<string> | undefined> {
		this.now = at;
		return await this.pace.next(this, async () => {
			this.looks += 1;
			return result;
		});
	}

	/** The minutes at which it looks, of so many polls a minute apart. */
	async minutesOf(polls: number, result: Result<string>): Promise<number[]> {
		const start = this.now;
		const minutes: number[] = [];
		for (let n = 1; n <= polls; n++) {
			if (await this.look(result, start + n * MINUTE)) minutes.push(n);
		}
		return minutes;
	}
}

async function started(): Promise<Watcher> {
	const watcher = new Watcher();
	await watcher.look(succeed('well'));
	return watcher;
}

describe('the pace of a watch', () => {
	it('leaves EnKash alone ever longer while it is down, up to half an hour', async () => {
		const watcher = await started();
		expect(await watcher.minutesOf(120, fail(down))).toEqual([1, 2, 4, 8, 16, 32, 62, 92]);
	});

	it('looks every minute again after a success', async () => {
		const watcher = await started();
		await watcher.minutesOf(16, fail(down));
		await watcher.look(succeed('well'), 32 * MINUTE);
		expect(await watcher.minutesOf(3, fail(down))).toEqual([1, 2]);
	});

	it('waits as long as EnKash asks, but not longer than an hour', () => {
		expect(restAfter(1, busy)).toBe(7 * MINUTE);
		expect(restAfter(9, busy)).toBe(30 * MINUTE);
		expect(restAfter(1, { ...busy, retryAfterMs: 24 * HOUR })).toBe(HOUR);
	});

	it('makes every attempt until the first one succeeds', async () => {
		const watcher = new Watcher();
		for (let n = 0; n < 5; n++) expect(await watcher.look(fail(busy))).toBeDefined();
	});

	it('rests from the first failure on when the watch goes on from before', async () => {
		const watcher = new Watcher();
		await watcher.look(fail(busy));
		watcher.pace.goOn(watcher);
		expect(await watcher.look(succeed('well'))).toBeUndefined();
	});

	it('knows whether a watch has begun', async () => {
		const watcher = new Watcher();
		await watcher.look(fail(down));
		expect(watcher.pace.hasBegun(watcher)).toBe(false);
		await watcher.look(succeed('well'));
		expect(watcher.pace.hasBegun(watcher)).toBe(true);
	});

	it('is not stopped by a clock that was set back', async () => {
		const watcher = await started();
		await watcher.look(fail(busy), 100 * HOUR);
		expect(await watcher.look(succeed('well'), HOUR)).toBeDefined();
	});

	it('never looks twice at once', async () => {
		const watcher = {};
		const pace = new Pace(() => 0);
		let answer: (result: Result<string>) => void = () => undefined;
		const slowly = async () => await new Promise<Result<string>>((payBatch) => (answer = payBatch));
		const slow = pace.next(watcher, slowly);
		expect(await pace.next(watcher, async () => succeed('second'))).toBeUndefined();
		answer(succeed('first'));
		expect(await slow).toEqual(succeed('first'));
		expect(await pace.next(watcher, async () => succeed('third'))).toEqual(succeed('third'));
	});

	it('goes on after a look that threw', async () => {
		const watcher = {};
		const pace = new Pace(() => 0);
		const broken = pace.next(watcher, async () => {
			throw new Error('No credential');
		});
		await expect(broken).rejects.toThrow('No credential');
		expect(await pace.next(watcher, async () => succeed('well'))).toEqual(succeed('well'));
	});

	it('keeps two watchers apart', async () => {
		const pace = new Pace(() => 0);
		const [one, other] = [{}, {}];
		await pace.next(one, async () => succeed('well'));
		await pace.next(one, async () => fail(busy));
		expect(await pace.next(one, async () => succeed('well'))).toBeUndefined();
		expect(await pace.next(other, async () => succeed('well'))).toBeDefined();
	});
});
