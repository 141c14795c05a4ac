import { describe, expect, it } from '@jest/globals';
import { toSomebodyNew } from './bodies.mts';
import { useSandbox } from './sandbox.mts';
import { until } from '../../scripts/until.mts';

const at = useSandbox();

const HOUR_S = 3_600;

const arrival = (endpoint: 'account' | 'search') =>
	until(async () => (await at.control.calls()).endpoints[endpoint].inFlight === 1);

const pay = (reference: string) => at.caller.call('allocate', toSomebodyNew(reference, 5));

describe("putting the sandbox's clock ahead", () => {
	it('lets a late commit come, and no later one', async () => {
		const late = { endpoint: 'allocate', fault: 'lateCommit', answer: 504 } as const;
		await at.control.addFaults({ ...late, afterMs: 300_000 }, { ...late, afterMs: 600_000 });
		await pay('R1');
		await pay('R2');
		await at.control.advance(301);

		expect([await at.control.commits('R1'), await at.control.commits('R2')]).toEqual([1, 0]);
		await at.control.advance(300);
		expect([await at.control.commits('R1'), await at.control.commits('R2')]).toEqual([1, 1]);
	});

	it('lets an answer come that is held back', async () => {
		await at.caller.token();
		await at.control.addFaults({ endpoint: 'account', fault: 'slow', afterMs: 600_000 });
		const answer = at.caller.call('account');
		await arrival('account');
		await at.control.advance(600);

		expect((await answer).status).toBe(200);
	});

	it('ends the life of a token', async () => {
		await at.caller.token();
		await at.control.advance(HOUR_S);

		expect((await at.caller.call('account')).status).toBe(401);
	});

	it('leaves the dates of records alone', async () => {
		const before = Date.now();
		await at.control.advance(HOUR_S);
		await pay('R1');
		const { transactions } = await at.control.account();
		const date = Date.parse(transactions.at(-1)?.date ?? '');

		expect(date).toBeGreaterThan(before - 1_000);
		expect(date).toBeLessThanOrEqual(Date.now());
	});

	it('ends with a reset', async () => {
		await at.control.advance(HOUR_S);
		await at.control.reset();
		at.caller.forget();
		await at.caller.token();

		expect((await at.caller.call('account')).status).toBe(200);
	});
});

it('answers who still waits when all is reset', async () => {
	await at.caller.token();
	await at.control.addFaults({ endpoint: 'search', fault: 'slow', afterMs: 600_000 });
	const answer = at.caller.call('search');
	await arrival('search');
	await at.control.reset();

	expect((await answer).status).toBe(200);
});
