import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO } from '../../sandbox/company.mts';
import type { FaultInput } from '../../sandbox/faults.mts';
import type { ListedExecution } from '../../scripts/n8n/rest.mts';
import {
	EXECUTIONS_PER_WORKER,
	type Payment,
	QueueStage,
	WORKERS,
} from '../support/queue/queue-stage.mts';
import { REQUESTS_AT_ONCE } from '../support/queue/pay.mts';

/** Nothing here takes a tenth of it, unless the machine has much else to do. */
jest.setTimeout(600_000);

/** More of them make a longer and harder test of the claims. */
const RACES = Number(process.env['RACES'] ?? 3);

const AT_ONCE = WORKERS * EXECUTIONS_PER_WORKER;

/** Every payment of these, once. */
const once = (payments: readonly { readonly reference: string }[]): Record<string, number> =>
	Object.fromEntries(payments.map(({ reference }) => [reference, 1]));

/** n8n with PostgreSQL, Redis, a main process and three workers; one part after the other. */
describe('In queue mode', () => {
	let stage: QueueStage;
	let strike = async () => await Promise.resolve();

	beforeAll(async () => {
		stage = await QueueStage.set();
		strike = async () => await stage.strike();
	});
	beforeEach(async () => {
		process.stderr.write(`  ${expect.getState().currentTestName ?? ''}\n`);
		await stage.control.reset({ balance: 1_000_000, handles: 100 });
	});
	afterAll(async () => {
		await strike();
	});

	/**
	 * Every payment of a batch was made once, or none of it: a write that takes too long may have erased
	 * another worker's, so that nothing is sent, and the execution says so.
	 */
	async function paidUnlessSlow(
		prefix: string,
		batches: readonly (readonly Payment[])[],
		executions: readonly ListedExecution[],
	): Promise<Readonly<Record<string, number>>> {
		const paid = await stage.commits(prefix);
		expect(once(batches.flat())).toMatchObject(paid);
		const incomplete = executions.filter(({ status }) => status !== 'success');
		const said = (await Promise.all(incomplete.map(async (one) => await stage.said(one)))).join();
		for (const batch of batches) {
			const waiting = batch.filter(({ reference }) => !(reference in paid));
			if (waiting.length > 0) expect(said).toContain("n8n's database was too slow");
			expect([0, batch.length]).toContain(waiting.length);
			expect(waiting.filter(({ reference }) => !said.includes(reference))).toEqual([]);
		}
		return paid;
	}

	test('20 executions of 100 payouts are spread over the workers and paid once each, unless the database is slow', async () => {
		await stage.control.settings({ latency: 20 });
		const begunBefore = await stage.begun();
		const batches = await Promise.all(
			Array.from({ length: 20 }, (_, batch) => stage.payments(`SPREAD-${batch}`, 100)),
		);
		const executions = await stage.run(...batches);

		const paid = await paidUnlessSlow('SPREAD', batches, executions);
		expect(Object.keys(paid).length).toBeGreaterThanOrEqual(1_000);
		expect((await stage.control.account()).invariantOk).toBe(true);
		const begun = await stage.begun();
		for (const [worker, count] of begun) {
			expect(count - (begunBefore.get(worker) ?? 0)).toBeGreaterThan(0);
		}
		const { ok, failed } = await stage.control.logins();
		expect(failed).toBe(0);
		expect(ok).toBeGreaterThan(0);
		expect(ok).toBeLessThanOrEqual(WORKERS);
		const { inFlightHighWater } = await stage.control.calls();
		expect(inFlightHighWater).toBeLessThanOrEqual(AT_ONCE * REQUESTS_AT_ONCE);
	});

	test('the same 100 references, started at the same moment on all workers, are paid once', async () => {
		await stage.control.settings({ latency: 20 });
		for (let race = 0; race < RACES; race++) {
			const payments = await stage.payments(`RACE${race}`, 100);
			const begunBefore = await stage.begun();
			// More than one worker takes at once, so that at least two workers are in the race.
			await stage.run(...Array.from({ length: EXECUTIONS_PER_WORKER + 1 }, () => payments));

			expect(await stage.commits(`RACE${race}`)).toEqual(once(payments));
			const racing = [...(await stage.begun())].filter(
				([worker, count]) => count > (begunBefore.get(worker) ?? 0),
			);
			expect(racing.length).toBeGreaterThan(1);
		}
	});

	test('an EnKash that answers after 20 seconds pays once what several workers want to pay', async () => {
		await stage.control.settings({ dialects: ['answers-after-20s'] });
		const own = await stage.payments('TWENTY', 4);
		const payments = own.map((payment) => ({ ...payment, timeout: 60_000 }));
		const executions = await stage.run(
			...Array.from({ length: EXECUTIONS_PER_WORKER + 1 }, () => payments),
		);
		await stage.control.settings({ dialects: [] });
		await paidUnlessSlow('TWENTY', [payments], executions);
	});

	describe('pays no reference twice, and says which it does not pay yet, when', () => {
		/**
		 * In the middle of a batch something breaks; then the same payments are run again at once.
		 * Those that were under way may have been made without a trace: they must wait. There are
		 * few of them, unless a process is gone.
		 */
		async function broken(
			prefix: string,
			breakIt: () => Promise<void>,
			// In flight or being confirmed, and what follows until the third in a row ends the batch.
			mostWaiting = 2 * REQUESTS_AT_ONCE + 2,
		): Promise<void> {
			await stage.control.settings({ latency: 50 });
			const payments = await stage.payments(prefix, 150);
			const before = await stage.executions();
			await stage.start(payments);
			await stage.paid(prefix, 30);
			await breakIt();
			const [again] = await stage.run(payments);
			// A broken execution may still be thought to run: nobody has told n8n otherwise.
			await stage.over(before, 1);
			const paid = await stage.commits(prefix);
			expect(once(payments)).toMatchObject(paid);
			const waiting = payments.filter(({ reference }) => !(reference in paid));
			const said = again && waiting.length > 0 ? await stage.said(again) : '';
			expect(waiting.filter(({ reference }) => !said.includes(reference))).toEqual([]);
			if (waiting.length > 0) expect(said).toMatch(/un again after \d/);
			expect(waiting.length).toBeLessThanOrEqual(mostWaiting);
			expect((await stage.control.account()).invariantOk).toBe(true);
		}

		test('a worker is killed', async () => {
			// A process that is gone takes nothing back of what it had leased.
			const kill = async () => await stage.cluster.killWorker(await stage.busy());
			await broken('KILL', kill, 150);
			await stage.cluster.addWorkers(WORKERS - stage.cluster.workers.length);
		});

		test('Redis is restarted', async () => {
			await broken('REDIS', () => stage.cluster.redis.restart());
		});

		test('PostgreSQL is restarted', async () => {
			await broken('POSTGRES', () => stage.cluster.postgres.restart());
		});

		test('EnKash is down for 20 seconds', async () => {
			await broken('DOWN', async () => {
				const down: readonly FaultInput[] = [
					{ endpoint: 'allocate', fault: 'dropBeforeCommit', times: 'always' },
					{ endpoint: 'transactions', fault: 'dropBeforeCommit', times: 'always' },
					{ endpoint: 'account', fault: 'dropBeforeCommit', times: 'always' },
					{ endpoint: 'token', fault: 'dropBeforeCommit', times: 'always' },
				];
				await stage.control.addFaults(...down);
				await sleep(20_000);
				await stage.control.clearFaults();
			});
		});
	});

	test('a wrong password is sent once, however many workers are busy with it', async () => {
		const batches = await Promise.all(
			Array.from({ length: AT_ONCE }, (_, batch) => stage.payments(`WRONG-${batch}`, 20)),
		);
		await stage.setPassword('not-the-password');
		const before = await stage.executions();
		await stage.run(...batches);
		const statuses = (await stage.executions())
			.filter(({ id }) => !before.some((old) => old.id === id))
			.map(({ status }) => status);
		expect(statuses).toEqual(batches.map(() => 'error'));
		expect(await stage.control.logins()).toMatchObject({ ok: 0, failed: 1, locked: false });
		expect(await stage.commits('WRONG')).toEqual({});

		await stage.setPassword(DEMO.password);
		const executions = await stage.run(...batches);
		const paid = await paidUnlessSlow('WRONG', batches, executions);
		expect(Object.keys(paid).length).toBeGreaterThan(0);
		expect(await stage.control.logins()).toMatchObject({ failed: 1, locked: false });
	});

	test('the trigger loses and repeats nothing while the main process is killed and restarted', async () => {
		const happened: string[] = [];
		const happen = async () => {
			const reference = `WATCHED-${happened.length}`;
			await stage.control.addTransaction({ amount: 1, reference });
			happened.push(reference);
		};
		const allSeen = async () => {
			const isSeen = async () => (await stage.watched()).length >= happened.length;
			await stage.until('the trigger has seen all', isSeen, 120_000);
		};
		await stage.watch();
		await happen();
		await allSeen();
		for (const end of [
			() => stage.cluster.kill(stage.cluster.main),
			() => stage.cluster.main.stop(),
		]) {
			await end();
			await happen();
			await happen();
			await stage.cluster.startMain();
			await happen();
			await allSeen();
		}
		// Whatever is repeated is so before something new is seen.
		await happen();
		await allSeen();
		expect((await stage.watched()).sort()).toEqual(happened);
		await stage.watchNoMore();
	});
});
