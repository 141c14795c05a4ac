import { describe, expect, test } from '@jest/globals';
import { useBench } from '../engine/bench.mts';
import { allocate, getAccount, getHandles, getTransaction } from '../engine/operations.mts';
import type { Run } from '../engine/run.mts';
import { useTrigger } from '../engine/trigger/bench.mts';

/** The last n8n 1.x, an early 2.x, and the one in package.json. */
const VERSIONS = [
	['1.123.81', '1.123.81'],
	['2.0.3', '2.0.3'],
	['2.41', undefined],
] as const;

const outcomes = (run: Run) => run.output.map(({ outcome }) => outcome);

describe.each(VERSIONS)('on n8n %s', (_, n8n) => {
	describe('the node', () => {
		const bench = useBench([], n8n);

		/** How often money moved under each reference. */
		const commits = async () => {
			const { commits: made } = await bench().control.account();
			return Object.entries(made).filter(([reference]) => reference.startsWith('PAY'));
		};

		test('reads an account, its handles and one transaction per item', async () => {
			const [account] = (await bench().run(getAccount())).output;
			expect(account).toMatchObject({ cardAccountId: 'CA1DEMO01', availableBalance: 250_000 });
			expect((await bench().run(getHandles({ limit: 3 }))).output).toHaveLength(3);
			const rows = ['PAST-00001', 'PAST-00002'].map((reference) => ({ reference }));
			expect((await bench().run(getTransaction(), rows)).output).toEqual([
				expect.objectContaining({ uniqueReferenceNumber: 'PAST-00001' }),
				expect.objectContaining({ uniqueReferenceNumber: 'PAST-00002' }),
			]);
		});

		test('pays once when an answer is lost and the node is run again by n8n and by hand', async () => {
			await bench().control.addFaults(
				{ endpoint: 'allocate', fault: 'dropAfterCommit', reference: 'PAY-1' },
				{ endpoint: 'allocate', fault: 'statusBeforeCommit', status: 503, reference: 'PAY-2' },
			);
			const rows = await bench().payments(4);
			const paying = allocate();
			const first = await bench().run(paying, rows, { retryOnFail: true, maxTries: 2 });
			const found = 'alreadyAllocated';
			expect(outcomes(first)).toEqual([found, found, 'allocated', found]);
			expect(outcomes(await bench().run(paying, rows))).toEqual(Array(4).fill(found));
			expect(new Map(await commits())).toEqual(
				new Map(rows.map(({ reference }) => [reference, 1])),
			);
		});

		test('pays once in two executions at the same time, on claims in the database', async () => {
			const rows = await bench().payments(20);
			const other = await bench().startEngine({ n8n });
			const runs = await Promise.all([
				bench().run(allocate(), rows),
				bench().run(allocate(), rows, { engine: other }),
			]);
			expect(runs.flatMap(outcomes).filter((outcome) => outcome === 'allocated')).toHaveLength(20);
			expect(await commits()).toHaveLength(20);
			expect(runs.map(({ hints }) => hints).join()).not.toContain('no store for claims');
		});

		test('sends a wrong password once, however often it is tried', async () => {
			bench().editCredential({ password: `wrong-${bench().workflowId}` });
			const rows = await bench().payments(3);
			const run = await bench().run(allocate(), rows, { retryOnFail: true, maxTries: 3 });
			expect(run.words).toContain('EnKash refused the log-in: Bad credentials');
			expect((await bench().testCredential()).message).toContain('EnKash refused the log-in');
			expect(await bench().control.logins()).toMatchObject({ ok: 0, failed: 1 });
		});

		test('says that a good credential is good', async () => {
			expect(await bench().testCredential()).toMatchObject({ status: 'OK' });
		});

		test("gives EnKash's words and what to do about them", async () => {
			const [row] = await bench().payments(1);
			const { error } = await bench().run(allocate(), [{ ...row, handle: 'EKCNOTHERE' }]);
			expect(error.message).toBe('Card not found for enkashCardId: EKCNOTHERE [item 0]');
			expect(error.description).toContain('HTTP status 404');
			expect(error.context).toMatchObject({ itemIndex: 0 });
		});

		test('knows that nothing was paid when EnKash cannot be reached', async () => {
			bench().editCredential({
				baseUrl: 'http://127.0.0.1:1',
				tokenUrl: `${bench().sandbox.url}/oauth/token`,
			});
			const run = await bench().run(allocate(), await bench().payments(1));
			expect(run.words).toContain('EnKash could not be reached: the connection was refused');
			expect(run.words).toContain('Not sent: PAY-0.');
			expect(await bench().control.logins()).toMatchObject({ ok: 1 });
		});

		test('goes on after an error, with all that is known of it', async () => {
			const rows = await bench().payments(3);
			const bad = rows.with(1, { ...rows[1], handle: 'EKCNOTHERE' });
			const run = await bench().run(allocate(), bad, { onError: 'continueErrorOutput' });
			expect(outcomes(run)).toEqual(['allocated', 'allocated']);
			expect(run.failed).toMatchObject([{ outcome: 'rejected', uniqueReferenceNumber: 'PAY-1' }]);
			expect(run.hints).toContain('1 rejected');
		});
	});

	describe('the trigger', () => {
		const newTrigger = useTrigger(n8n);

		test('starts a workflow once per transaction, over a restart, and says why it cannot', async () => {
			const trigger = newTrigger();
			const { control } = trigger.bench;
			await trigger.publish({ triggerOn: 'newTransaction', filters: {}, options: {} });
			await control.addTransaction({ amount: 12.5, reference: 'CLAIM-1' });
			await trigger.poll(2);
			await trigger.restart();
			await control.addFaults({ endpoint: 'transactions', fault: 'emptyBody' });
			await trigger.poll();
			const { executions, failures } = await trigger.outcome();
			expect(executions).toEqual([
				[expect.objectContaining({ uniqueReferenceNumber: 'CLAIM-1', amount: 12.5 })],
			]);
			expect(failures).toMatchObject([{ message: expect.stringContaining("EnKash's answer") }]);
		});
	});
});
