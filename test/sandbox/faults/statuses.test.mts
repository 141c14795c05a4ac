import { describe, expect, it } from '@jest/globals';
import { useFaults } from './faulty.mts';

const { at, pay, plan, lastCall } = useFaults();

describe('too many requests', () => {
	it('are told to wait so many seconds, and pay nothing', async () => {
		await plan({ endpoint: 'allocate', fault: 'rateLimited', retryAfter: 2 });
		const { status, headers } = await pay();

		expect([status, headers.get('retry-after')]).toEqual([429, '2']);
		expect(await at.control.commits('R1')).toBe(0);
	});

	it('are told to wait until a date', async () => {
		await plan({ endpoint: 'allocate', fault: 'rateLimited', retryAfter: 60, as: 'date' });
		const before = Date.now();
		const { headers } = await pay();
		const until = headers.get('retry-after') ?? '';

		expect(until).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
		expect(Date.parse(until)).toBeGreaterThanOrEqual(before + 59_000);
		expect(Date.parse(until)).toBeLessThanOrEqual(Date.now() + 60_000);
	});

	it('may be told nothing', async () => {
		await plan({ endpoint: 'allocate', fault: 'rateLimited' });

		expect((await pay()).headers.has('retry-after')).toBe(false);
	});
});

describe.each([401, 403, 429, 500, 502, 503, 504] as const)('status %d', (status) => {
	it.each([
		['statusBeforeCommit', 'json', 0],
		['statusBeforeCommit', 'html', 0],
		['statusAfterCommit', 'json', 1],
		['statusAfterCommit', 'html', 1],
	] as const)('(%s, %s) has paid %d times', async (fault, body, commits) => {
		await plan({ endpoint: 'allocate', fault, status, body });
		const answer = await pay();

		expect(answer.status).toBe(status);
		expect(answer.headers.get('content-type')).toContain(body);
		expect(answer.json === undefined).toBe(body === 'html');
		expect(await at.control.commits('R1')).toBe(commits);
		expect(await lastCall()).toMatchObject({ fault, status });
	});
});
