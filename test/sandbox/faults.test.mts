import { describe, expect, it } from '@jest/globals';
import { allocation } from '../../enkash/contract/allocation.ts';
import { openEnvelope } from '../../enkash/contract/envelope.ts';
import type { FaultInput } from '../../sandbox/faults.mts';
import { toSomebodyNew } from './bodies.mts';
import { useStandIn } from './sandbox.mts';
import { until } from '../../scripts/until.mts';

const at = useStandIn();

const pay = (reference = 'R1') => at.caller.call('allocate', toSomebodyNew(reference, 5));

/** Long enough for an answer, if one were to come. */
const PATIENCE_MS = 400;

const hasAnswered = async (answer: Promise<unknown>): Promise<boolean> => {
	const tooLong = new Promise((resolve) => setTimeout(() => resolve('too long'), PATIENCE_MS));
	return (await Promise.race([answer.catch(() => 'lost'), tooLong])) !== 'too long';
};

async function plan(...faults: readonly FaultInput[]): Promise<void> {
	await at.caller.token();
	await at.control.addFaults(...faults);
}

const arrival = () => until(async () => (await at.control.calls()).endpoints.allocate.total > 0);

/** What the record of calls says of the last call. */
const lastCall = async () => (await at.control.calls()).calls.at(-1);

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

describe('a late commit', () => {
	const commitOf = (reference: string) =>
		until(async () => (await at.control.commits(reference)) > 0);

	it('has not come when the connection is lost', async () => {
		await plan({ endpoint: 'allocate', fault: 'lateCommit', afterMs: 600_000 });

		await expect(pay()).rejects.toThrow('fetch failed');
		expect(await at.control.commits('R1')).toBe(0);
	});

	it('comes in the end, once', async () => {
		await plan({ endpoint: 'allocate', fault: 'lateCommit', afterMs: 100 });

		await expect(pay()).rejects.toThrow('fetch failed');
		await commitOf('R1');
		expect(await at.control.commits('R1')).toBe(1);
	});

	it('can follow a 504', async () => {
		await plan({ endpoint: 'allocate', fault: 'lateCommit', afterMs: 100, answer: 504 });

		expect((await pay()).status).toBe(504);
		await commitOf('R1');
	});

	it('does not come for a request that was not let in', async () => {
		await plan(
			{ endpoint: 'allocate', fault: 'lateCommit', afterMs: 0, reference: 'R1' },
			{ endpoint: 'allocate', fault: 'lateCommit', afterMs: 0, reference: 'R2' },
		);
		const authorization = 'Bearer wrong';
		const refused = at.caller.call('allocate', toSomebodyNew('R1', 5), { authorization });
		await expect(refused).rejects.toThrow('fetch failed');
		await expect(pay('R2')).rejects.toThrow('fetch failed');
		await commitOf('R2');

		expect(await at.control.commits('R1')).toBe(0);
	});

	it('does not come after a reset', async () => {
		await plan({ endpoint: 'allocate', fault: 'lateCommit', afterMs: 200 });
		await expect(pay()).rejects.toThrow('fetch failed');
		await at.control.reset();
		await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));

		expect(await at.control.commits('R1')).toBe(0);
	});
});

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

describe.each([500, 502, 503, 504] as const)('status %d', (status) => {
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

describe('an unreadable answer, after the payment was made,', () => {
	const spoiled = async (fault: FaultInput) => {
		await plan(fault);
		const answer = await pay();
		expect(answer.status).toBe(200);
		expect(await at.control.commits('R1')).toBe(1);
		return answer;
	};

	it('is JSON that ends in the middle', async () => {
		const { text, json } = await spoiled({ endpoint: 'allocate', fault: 'malformedJson' });

		expect(text).toMatch(/^\{"code":0,/);
		expect(json).toBeUndefined();
	});

	it('is empty', async () => {
		expect((await spoiled({ endpoint: 'allocate', fault: 'emptyBody' })).text).toBe('');
	});

	it('is a web page', async () => {
		const { text, headers } = await spoiled({ endpoint: 'allocate', fault: 'htmlBody' });

		expect(headers.get('content-type')).toContain('text/html');
		expect(text).toContain('<html>');
	});

	it('is encrypted under a secret that nobody knows', async () => {
		const { json } = await spoiled({ endpoint: 'allocate', fault: 'undecryptable' });

		expect(json).toEqual({ request: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) });
	});
});

describe('an odd answer, after the payment was made,', () => {
	const spoiled = async (fault: FaultInput) => {
		await plan(fault);
		const { json } = await pay();
		expect(await at.control.commits('R1')).toBe(1);
		return json;
	};

	it('comes in the other envelope', async () => {
		const json = await spoiled({ endpoint: 'allocate', fault: 'otherEnvelope' });

		expect(json).toMatchObject({ response_code: 0, response_message: 'Success' });
		expect(json).not.toHaveProperty('code');
	});

	it('lacks fields of the payload', async () => {
		const fields = ['enkashCardTxnId', 'otbBalance'];
		const json = await spoiled({ endpoint: 'allocate', fault: 'missingFields', fields });
		const { payload } = openEnvelope(json) ?? {};

		expect(payload).not.toHaveProperty('enkashCardTxnId');
		expect(payload).not.toHaveProperty('otbBalance');
		expect(payload).toHaveProperty('pgReferenceNumber', 'R1');
	});

	it('lacks fields of the envelope', async () => {
		const fields = ['code'];
		const json = await spoiled({ endpoint: 'allocate', fault: 'missingFields', fields });

		expect(openEnvelope(json)).toBeUndefined();
	});

	it('has fields that nobody knows', async () => {
		const json = await spoiled({ endpoint: 'allocate', fault: 'extraFields' });

		expect(json).toHaveProperty('loyaltyTier');
		expect(json).toHaveProperty('payload.loyaltyTier');
		expect(allocation.parse(openEnvelope(json)?.payload).uniqueReferenceNumber).toBe('R1');
	});

	it('names another amount', async () => {
		const json = await spoiled({ endpoint: 'allocate', fault: 'wrongAmount' });

		expect(openEnvelope(json)?.payload).toHaveProperty('loadAmount', 6);
	});

	it('names another reference', async () => {
		const json = await spoiled({ endpoint: 'allocate', fault: 'wrongReference' });

		expect(openEnvelope(json)?.payload).toHaveProperty('pgReferenceNumber', 'NOT-YOURS');
	});
});

describe('an odd list of transactions', () => {
	const rows = async (fault: FaultInput) => {
		await pay();
		await plan(fault);
		const { json } = await at.caller.call('transactions', { pgReferenceNumber: 'R1' });
		return openEnvelope(json)?.payload;
	};

	it('names other amounts', async () => {
		const payload = await rows({ endpoint: 'transactions', fault: 'wrongAmount' });

		expect(payload).toHaveProperty('data.0.amount', 6);
	});

	it('names other references', async () => {
		const payload = await rows({ endpoint: 'transactions', fault: 'wrongReference' });

		expect(payload).toHaveProperty('data.0.pgReferenceNumber', 'NOT-YOURS');
	});

	it('lacks fields of the list and of its rows', async () => {
		const fields = ['recordsCount', 'status'];
		const payload = await rows({ endpoint: 'transactions', fault: 'missingFields', fields });

		expect(payload).not.toHaveProperty('recordsCount');
		expect(payload).toHaveProperty('data.0.amount');
		expect(payload).not.toHaveProperty('data.0.status');
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

describe('every endpoint', () => {
	it.each(['account', 'search', 'allocate', 'transactions'] as const)(
		'can meet a fault: %s',
		async (endpoint) => {
			await plan({ endpoint, fault: 'statusBeforeCommit', status: 503 });

			expect((await at.caller.call(endpoint)).status).toBe(503);
			expect((await at.caller.call(endpoint)).status).not.toBe(503);
		},
	);

	it('can meet a fault: token', async () => {
		await at.control.addFaults(
			{ endpoint: 'token', fault: 'dropAfterCommit' },
			{ endpoint: 'token', fault: 'missingFields', fields: ['expires_in'] },
		);

		await expect(at.caller.login()).rejects.toThrow('fetch failed');
		expect((await at.control.logins()).ok).toBe(1);
		expect((await at.caller.login()).json).not.toHaveProperty('expires_in');
	});
});

describe('a script of faults', () => {
	const statuses = async (count: number, references: readonly string[] = []) => {
		const found = [];
		for (let n = 0; n < count; n++) found.push((await pay(references[n] ?? `S-${n}`)).status);
		return found;
	};
	const unavailable = (
		when: Partial<Pick<FaultInput, 'times' | 'after' | 'every' | 'reference'>>,
		status: 500 | 503 = 503,
	): FaultInput => ({ endpoint: 'allocate', fault: 'statusBeforeCommit', status, ...when });

	it('lets a fault happen once unless it says otherwise', async () => {
		await plan(unavailable({}));

		expect(await statuses(3)).toEqual([503, 200, 200]);
	});

	it('counts how often it happens', async () => {
		await plan(unavailable({ times: 2 }));

		expect(await statuses(3)).toEqual([503, 503, 200]);
		expect(await at.control.faults()).toMatchObject([{ endpoint: 'allocate', fired: 2 }]);
	});

	it('can let it always happen, until it is taken back', async () => {
		await plan(unavailable({ times: 'always' }));
		expect(await statuses(3)).toEqual([503, 503, 503]);

		await at.control.clearFaults();
		expect(await statuses(1)).toEqual([200]);
		expect(await at.control.faults()).toEqual([]);
	});

	it('can let calls pass first', async () => {
		await plan(unavailable({ after: 2 }));

		expect(await statuses(4)).toEqual([200, 200, 503, 200]);
	});

	it('can take every so many-th call', async () => {
		await plan(unavailable({ every: 2, times: 'always' }));

		expect(await statuses(5)).toEqual([200, 503, 200, 503, 200]);
	});

	it('can wait for a reference', async () => {
		await plan(unavailable({ reference: 'S-1', times: 'always' }));

		expect(await statuses(3)).toEqual([200, 503, 200]);
	});

	it('can wait for a reference that is looked up', async () => {
		const fault = { endpoint: 'transactions', fault: 'emptyBody', reference: 'R1' } as const;
		await plan(fault);
		const other = await at.caller.call('transactions', { pgReferenceNumber: 'R2' });
		const same = await at.caller.call('transactions', { pgReferenceNumber: 'R1' });

		expect([other.text === '', same.text === '']).toEqual([false, true]);
	});

	it('can wait for a reference among several that are looked up', async () => {
		await plan({ endpoint: 'transactions', fault: 'emptyBody', reference: 'R2' });
		const ask = async (...pgReferenceNumbers: readonly string[]) =>
			(await at.caller.call('transactions', { pgReferenceNumbers })).text === '';

		expect([await ask('R1', 'R3'), await ask('R1', 'R2')]).toEqual([false, true]);
	});

	it('lets one fault follow another', async () => {
		await plan(unavailable({}), unavailable({ times: 2 }, 500));

		expect(await statuses(4)).toEqual([503, 500, 500, 200]);
	});
});

it('stops although somebody still waits for an answer', async () => {
	await plan({ endpoint: 'allocate', fault: 'hangAfterCommit' });
	const answer = expect(pay()).rejects.toThrow('fetch failed');
	await arrival();

	expect(await at.sandbox.stop()).toBe(0);
	await answer;
});
