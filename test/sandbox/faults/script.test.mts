import { describe, expect, it } from '@jest/globals';
import type { FaultInput } from '../../../sandbox/faults.mts';
import { useFaults } from './faulty.mts';

const { at, pay, plan } = useFaults();

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
