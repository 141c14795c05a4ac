import { Gate } from '../../../enkash/requests/rateLimit.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { VirtualTime } from '../payout/model/virtualTime.mts';

const limited = (retryAfterMs?: number): Result<string> =>
	fail({ kind: 'rateLimited', message: 'Slow down', retryAfterMs });

/** So many calls that none is kept back for the sake of the others. */
const ALL_AT_ONCE = Infinity;

/** A gate whose clock is moved by sleeping alone; calls are answered in the given order. */
function gateFor(...answers: ReadonlyArray<Result<string>>) {
	const left = [...answers];
	const calledAt: number[] = [];
	let now = 1_000;
	const gate = new Gate(
		{
			now: () => now,
			sleep: async (ms) => {
				const until = now + ms;
				await Promise.resolve();
				now = Math.max(now, until);
			},
		},
		ALL_AT_ONCE,
	);
	const pass = async () =>
		await gate.pass(async () => {
			calledAt.push(now);
			await Promise.resolve();
			return left.shift() ?? succeed('done');
		});
	return { pass, calledAt };
}

it('lets a call through that is not told to wait', async () => {
	const { pass, calledAt } = gateFor();
	expect(await pass()).toEqual(succeed('done'));
	expect(calledAt).toEqual([1_000]);
});

it('passes every other failure on at once', async () => {
	const failure = fail<string>({ kind: 'unknown', message: 'Lost' });
	const { pass, calledAt } = gateFor(failure);
	expect(await pass()).toBe(failure);
	expect(calledAt).toHaveLength(1);
});

it('waits as long as EnKash asks, and calls again', async () => {
	const { pass, calledAt } = gateFor(limited(5_000), limited(0), limited(60_000));
	expect(await pass()).toEqual(succeed('done'));
	expect(calledAt).toEqual([1_000, 6_000, 6_000, 66_000]);
});

it('waits twice as long each time when EnKash does not say how long', async () => {
	const { pass, calledAt } = gateFor(limited(), limited(), limited());
	await pass();
	expect(calledAt).toEqual([1_000, 2_000, 4_000, 8_000]);
});

it('gives up rather than wait for more than a minute', async () => {
	const { pass, calledAt } = gateFor(limited(60_001));
	expect(await pass()).toEqual(limited(60_001));
	expect(calledAt).toHaveLength(1);
});

it('gives up after six waits', async () => {
	const { pass, calledAt } = gateFor(...Array.from({ length: 20 }, () => limited(1_000)));
	expect(await pass()).toEqual(limited(1_000));
	expect(calledAt).toHaveLength(7);
});

it('keeps every call waiting when EnKash asks one of them to', async () => {
	let now = 0;
	let wake: Array<() => void> = [];
	const gate = new Gate(
		{
			now: () => now,
			sleep: async () => await new Promise<void>((resolve) => wake.push(resolve)),
		},
		ALL_AT_ONCE,
	);
	const rest = async () => {
		for (let turn = 0; turn < 20; turn++) await Promise.resolve();
	};
	const called: string[] = [];
	const call = (name: string, ...answers: ReadonlyArray<Result<string>>) => {
		const left = [...answers];
		return gate.pass(async () => {
			called.push(`${name} at ${now}`);
			return await Promise.resolve(left.shift() ?? succeed(name));
		});
	};

	const first = call('a', limited(5_000));
	await rest();
	const second = call('b');
	await rest();
	expect(called).toEqual(['a at 0']);
	for (now = 4_999; now <= 5_000; now++) {
		const woken = wake;
		wake = [];
		woken.forEach((resolve) => resolve());
		await rest();
	}
	expect(await Promise.all([first, second])).toEqual([succeed('a'), succeed('b')]);
	expect(called).toEqual(['a at 0', 'a at 5000', 'b at 5000']);
});

it('spreads the calls that EnKash has kept waiting', async () => {
	const time = new VirtualTime(0);
	const gate = new Gate({ now: () => time.now, sleep: async (ms) => await time.sleep(ms) }, 2);
	const calledAt: number[] = [];
	const call = async () =>
		await gate.pass(async () => {
			calledAt.push(time.now);
			await time.sleep(100);
			return calledAt.length <= 3 ? limited(5_000) : succeed('done');
		});
	const calls = [call(), call(), call()];
	await time.run(100);
	await Promise.all(calls);
	const late = calledAt.filter((at) => at >= 5_000);
	expect(late.length).toBeGreaterThan(1);
	expect(new Set(late).size).toBe(late.length);
});
