import { describe, expect, test } from '@jest/globals';
import { useBench } from '../engine/bench.mts';
import { LEASE_INTERVAL_MS } from '../../enkash/payout/timing.ts';
import { referenceIn, useNames } from '../engine/names.mts';
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
		const { renamed } = useNames();
		const payments = async (count: number) => renamed(await bench().payments(count));
		const CONTINUE = { onError: 'continueRegularOutput' } as const;

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
				expect.objectContaining({ referenceNumber: 'PAST-00001' }),
				expect.objectContaining({ referenceNumber: 'PAST-00002' }),
			]);
		});

		test('pays once when an answer is lost, and what was lost before the commit once a person has looked', async () => {
			const rows = await payments(5);
			const [, answered, lost] = rows.map(referenceIn);
			await bench().control.addFaults(
				{ endpoint: 'allocate', fault: 'dropAfterCommit', reference: answered },
				{ endpoint: 'allocate', fault: 'statusBeforeCommit', status: 503, reference: lost },
			);
			const paying = allocate({ options: { confirmationWindow: 1 } });
			const first = await bench().run(paying, rows.slice(0, 4), CONTINUE);
			expect(outcomes(first)).toEqual(['allocated', 'allocated', 'unknown', 'allocated']);
			const later = new Date(Date.now() + 2 * LEASE_INTERVAL_MS).toISOString();
			await bench().engine.setClock(later);
			const [found, made] = ['alreadyAllocated', 'allocated'];
			const again = await bench().run(paying, rows, CONTINUE);
			expect(outcomes(again)).toEqual([found, found, 'notSent', found, made]);
			const byHand = allocate({ options: { checkedByHand: lost } });
			expect(outcomes(await bench().run(byHand, rows))).toEqual([found, found, made, found, found]);
			expect(new Map(await commits())).toEqual(new Map(rows.map((row) => [referenceIn(row), 1])));
		});

		test('pays nobody twice in two executions at the same time, by the record in the database', async () => {
			const rows = await payments(20);
			const other = await bench().startEngine({ n8n });
			const runs = await Promise.all([
				bench().run(allocate(), rows, CONTINUE),
				bench().run(allocate(), rows, { ...CONTINUE, engine: other }),
			]);
			const paid = runs.flatMap(outcomes).filter((outcome) => outcome === 'allocated').length;
			const made = await commits();
			expect(made.map(([, times]) => times)).toEqual(Array(paid).fill(1));
			expect(runs.map(({ hints }) => hints).join()).not.toContain('n8n keeps no record');
		});

		test('sends a wrong password once, however often it is tried', async () => {
			bench().editCredential({ password: `wrong-${bench().workflowId}` });
			const rows = await payments(3);
			const run = await bench().run(allocate(), rows, { retryOnFail: true, maxTries: 3 });
			expect(run.words).toContain('EnKash refused the log-in: Bad credentials');
			expect((await bench().testCredential()).message).toContain('EnKash refused the log-in');
			expect(await bench().control.logins()).toMatchObject({ ok: 0, failed: 1 });
		});

		test('says that a good credential is good', async () => {
			expect(await bench().testCredential()).toMatchObject({ status: 'OK' });
		});

		test('says what is wrong with an item and what to do about it', async () => {
			const [row] = await payments(1);
			const { error } = await bench().run(allocate(), [{ ...row, handle: 'EKCNOTHERE' }]);
			expect(error.message).toBe('EnKash has no handle EKCNOTHERE in this account');
			expect(error.description).toContain('Choose the handle from the list');
			expect(error.context).toMatchObject({ code: 'recipient-unknown' });
		});

		test('knows that nothing was paid when EnKash cannot be reached', async () => {
			bench().editCredential({
				baseUrl: 'http://127.0.0.1:1',
				tokenUrl: `${bench().sandbox.url}/oauth/token`,
			});
			const run = await bench().run(allocate(), await payments(1));
			expect(run.words).toContain('EnKash could not be reached: the connection was refused');
			expect(run.words).toContain('<b>Not sent</b>');
			expect(await bench().control.logins()).toMatchObject({ ok: 1 });
		});

		test('goes on after an error, with all that is known of it', async () => {
			const rows = await payments(3);
			const bad = rows.with(1, { ...rows[1], handle: 'EKCNOTHERE' });
			const paying = allocate({ options: { ifRowsAreWrong: 'payTheOthers' } });
			const run = await bench().run(paying, bad, { onError: 'continueErrorOutput' });
			expect(outcomes(run)).toEqual(['allocated', 'allocated']);
			const referenceNumber = referenceIn(rows[1]);
			expect(run.failed).toMatchObject([{ outcome: 'rejected', referenceNumber }]);
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
				[expect.objectContaining({ referenceNumber: 'CLAIM-1', amount: 12.5 })],
			]);
			expect(failures).toMatchObject([
				{ message: expect.stringContaining('did not come from EnKash') },
			]);
		});
	});
});
