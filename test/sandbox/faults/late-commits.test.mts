import { describe, expect, it } from '@jest/globals';
import { until } from '../../../scripts/until.mts';
import { toSomebodyNew } from '../bodies.mts';
import { useFaults } from './faulty.mts';

const { at, pay, plan } = useFaults();

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
		await at.control.advance(600);

		expect(await at.control.commits('R1')).toBe(0);
	});
});
