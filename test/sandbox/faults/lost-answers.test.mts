import { describe, expect, it } from '@jest/globals';
import { until } from '../../../scripts/until.mts';
import { toSomebodyNew } from '../bodies.mts';
import { useFaults } from './faulty.mts';

const { at, pay, plan, arrival, lastCall } = useFaults();

/** Long enough for an answer, if one were to come. */
const PATIENCE_MS = 400;

const hasAnswered = async (answer: Promise<unknown>): Promise<boolean> => {
	const tooLong = new Promise((resolve) => setTimeout(() => resolve('too long'), PATIENCE_MS));
	return (await Promise.race([answer.catch(() => 'lost'), tooLong])) !== 'too long';
};

describe('a lost connection', () => {
	it.each([
		['dropBeforeCommit', 0],
		['dropAfterCommit', 1],
	] as const)('(%s) has paid %d times', async (fault, commits) => {
		await plan({ endpoint: 'allocate', fault });

		await expect(pay()).rejects.toThrow('fetch failed');
		expect(await at.control.commits('R1')).toBe(commits);
		expect(await lastCall()).toMatchObject({ endpoint: 'allocate', reference: 'R1', fault });
		expect(await lastCall()).not.toHaveProperty('status');
	});
});

describe('an answer that never comes', () => {
	it.each([
		['hangBeforeCommit', 0],
		['hangAfterCommit', 1],
	] as const)('(%s) has paid %d times', async (fault, commits) => {
		await plan({ endpoint: 'allocate', fault });
		const abort = new AbortController();
		const answer = at.caller.call('allocate', toSomebodyNew('R1', 5), {}, abort.signal);

		await arrival();
		expect(await hasAnswered(answer)).toBe(false);
		expect(await at.control.commits('R1')).toBe(commits);
		expect((await at.control.calls()).inFlight).toBe(1);
		abort.abort();
		await expect(answer).rejects.toThrow('aborted');
		await until(async () => (await at.control.calls()).inFlight === 0);
	});
});

it('holds a slow answer back, after the payment was made', async () => {
	await plan({ endpoint: 'allocate', fault: 'slow', afterMs: 1_000 });
	const started = Date.now();
	const answer = pay();
	await arrival();

	expect(await at.control.commits('R1')).toBe(1);
	expect((await answer).status).toBe(200);
	expect(Date.now() - started).toBeGreaterThanOrEqual(990);
});

it('stops although somebody still waits for an answer', async () => {
	await plan({ endpoint: 'allocate', fault: 'hangAfterCommit' });
	const answer = expect(pay()).rejects.toThrow('fetch failed');
	await arrival();

	expect(await at.sandbox.stop()).toBe(0);
	await answer;
});
