import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../scripts/until.mts';
import { startSandbox } from '../support/sandbox.mts';
import type { Sandbox } from '../support/sandbox.mts';
import { SOMEBODY_NEW, toHandle, toSomebodyNew } from './bodies.mts';
import { Caller } from './caller.mts';

let folder = '';
let file = '';
let running: Sandbox | undefined;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'enkash-books-'));
	file = join(folder, 'books.json');
});

afterEach(async () => {
	await running?.stop();
	running = undefined;
	await rm(folder, { recursive: true });
});

async function start(...flags: readonly string[]): Promise<Sandbox> {
	running = await startSandbox(['--books', file, ...flags]);
	return running;
}

/** Stops the sandbox and starts it again. */
async function restart(sandbox: Sandbox, ...flags: readonly string[]): Promise<Sandbox> {
	expect(await sandbox.stop()).toBe(0);
	return await start(...flags);
}

async function pay(sandbox: Sandbox, body: Readonly<Record<string, unknown>>): Promise<void> {
	const { json } = await new Caller(sandbox).call('allocate', body);
	expect(json).toMatchObject({ code: 0 });
}

async function firstHandle({ control }: Sandbox): Promise<string> {
	return (await control.account()).handles[0]?.enKashCardId ?? '';
}

describe('books in a file', () => {
	it('are after a restart as they were left', async () => {
		const before = await start();
		await pay(before, toHandle(await firstHandle(before), 'KNOWN-1', 12.34));
		await pay(before, toSomebodyNew('NEW-1', 500));
		await before.control.addTransaction({ amount: 3, direction: 'DR', type: 'SALE' });
		const ledger = await before.control.ledger();
		const [account] = ledger;
		const asked = await new Caller(before).call('transactions');
		const details = await new Caller(before).call('account');
		const after = await restart(before);

		expect(await after.control.ledger()).toEqual(ledger);
		expect((await new Caller(after).call('transactions')).json).toEqual(asked.json);
		expect((await new Caller(after).call('account')).json).toEqual(details.json);
		expect(account?.invariantOk).toBe(true);
		expect(account?.commits).toMatchObject({ 'KNOWN-1': 1, 'NEW-1': 1 });
		expect(account?.handles.at(-1)).toMatchObject({ email: SOMEBODY_NEW.email, otbBalance: 500 });
	});

	it('go on with new identifiers, and with the handles that people have', async () => {
		const before = await start();
		await pay(before, toSomebodyNew('NEW-1', 500));
		const after = await restart(before);
		await pay(after, toSomebodyNew('NEW-2', 1));
		await pay(after, {
			...toSomebodyNew('OTHER-1', 1),
			...{ email: 'other@example.com', mobile: '9822222222' },
		});
		const { handles, transactions, invariantOk } = await after.control.account();

		expect(handles).toHaveLength(26 + 2);
		expect(new Set(handles.map(({ enKashCardId }) => enKashCardId)).size).toBe(26 + 2);
		expect(new Set(handles.map(({ userId }) => userId)).size).toBe(25 + 2);
		expect(transactions).toHaveLength(6 + 3);
		expect(new Set(transactions.map(({ enKashTransactionId: id }) => id)).size).toBe(6 + 3);
		expect(invariantOk).toBe(true);
	});

	it('know which references were paid before a restart', async () => {
		const before = await start();
		await pay(before, toSomebodyNew('R1', 1));
		const after = await restart(before, '--duplicates', 'reject');
		const { json } = await new Caller(after).call('allocate', toSomebodyNew('R1', 1));

		expect(json).toMatchObject({ code: 1, message: 'Transaction ID already exists.' });
	});

	it('have a payment as soon as it is answered, even if the sandbox is killed', async () => {
		const before = await start();
		await pay(before, toSomebodyNew('R1', 5));
		await before.kill();
		const after = await start();

		expect(await after.control.paid('R1')).toEqual({ times: 1, amount: 5 });
		expect((await after.control.account()).invariantOk).toBe(true);
		expect(await readdir(folder)).toEqual(['books.json']);
	});

	it('have a payment whose answer was lost, and one that came late', async () => {
		const before = await start();
		await before.control.addFaults(
			{ endpoint: 'allocate', fault: 'dropAfterCommit' },
			{ endpoint: 'allocate', fault: 'lateCommit', afterMs: 200 },
		);
		for (const reference of ['LOST', 'LATE']) {
			const paid = new Caller(before).call('allocate', toSomebodyNew(reference, 5));
			await expect(paid).rejects.toThrow('fetch failed');
		}
		await until(async () => (await before.control.commits('LATE')) === 1);
		await before.kill();
		const after = await start();

		expect((await after.control.account()).commits).toMatchObject({ LOST: 1, LATE: 1 });
	});

	it('have what the control API changed', async () => {
		const before = await start();
		const id = await firstHandle(before);
		await before.control.setBalance(77.5);
		await before.kill();
		const between = await start();
		await between.control.block(id);
		await between.kill();
		const { availableBalance, handles, invariantOk } = await (await start()).control.account();

		expect(availableBalance).toBe(77.5);
		expect(handles[0]).toMatchObject({ enKashCardId: id, blocked: true });
		expect(invariantOk).toBe(true);
	});

	it('show after a restart what had come to be shown', async () => {
		const flags = ['--dialect', 'shown-after-1h'];
		const shown = (sandbox: Sandbox) =>
			new Caller(sandbox).call('transactions', { pgReferenceNumber: 'R1' });
		const before = await start(...flags);
		await before.control.advance(7_200);
		await pay(before, toSomebodyNew('R1', 5));
		expect((await shown(before)).text).not.toContain('R1');
		await before.control.advance(3_601);
		await before.kill();

		expect((await shown(await start(...flags))).text).toContain('R1');
	});

	it('start anew after a reset', async () => {
		const before = await start();
		await pay(before, toSomebodyNew('R1', 5));
		await before.control.reset({ balance: 100 });
		await before.kill();
		const after = await start();
		const { availableBalance, commits } = await after.control.account();

		expect(availableBalance).toBe(100);
		expect(commits).not.toHaveProperty('R1');
		await pay(after, toSomebodyNew('R2', 5));
		expect(await after.control.commits('R2')).toBe(1);
	});
});

/** Changes what the file holds. */
type Damage = (text: string) => string;

const halfOf: Damage = (text) => text.slice(0, text.length / 2);
const oneRupeeMore: Damage = (text) => text.replace('"available":25000000', '"available":25000100');
const unknownHandle: Damage = (text) => text.replace(/"handle":"\w+"/, '"handle":"EKC0000000"');
const unknownAccount: Damage = (text) => text.replace('CA1DEMO01', 'CA9DEMO09');
const halfAPaisa: Damage = (text) => text.replace(/"balance":(\d+)/, '"balance":$1.5');

describe('a file that cannot be used', () => {
	let whole = '';

	beforeEach(async () => {
		if (whole !== '') return;
		await (await start()).stop();
		whole = await readFile(file, 'utf8');
	});

	it.each([
		['is empty', () => '', 'Unexpected end of JSON input'],
		['is half of itself', halfOf, 'JSON'],
		['is something else', () => '{"name":"a package"}', 'ahead: Required'],
		['does not balance', oneRupeeMore, 'the account CA1DEMO01 does not balance'],
		['lacks a handle', unknownHandle, 'there is no handle EKC0000000'],
		['lacks an account', unknownAccount, 'there is no account CA1DEMO01'],
		['has half a paisa', halfAPaisa, 'accounts.0.handles.0.balance'],
	] satisfies [string, Damage, string][])(
		'ends the sandbox if it %s, and is left as it is',
		async (_how, damage, why) => {
			const damaged = damage(whole);
			await writeFile(file, damaged);
			const failure = await start().catch(String);

			expect(failure).toContain('exit code 2');
			expect(failure).toContain(`The books in ${file} cannot be used: `);
			expect(failure).toContain(why);
			expect(failure).not.toContain('    at ');
			expect(await readFile(file, 'utf8')).toBe(damaged);
		},
	);

	it('ends the sandbox if there is no folder for it', async () => {
		file = join(folder, 'nowhere', 'books.json');
		const failure = await start().catch(String);

		expect(failure).toContain('exit code 2');
		expect(failure).toContain('The books cannot be written: ');
	});
});

it('keeps nothing unless a file is named', async () => {
	running = await startSandbox();
	await pay(running, toSomebodyNew('R1', 5));
	await running.stop();
	running = await startSandbox();

	expect(await running.control.commits('R1')).toBe(0);
	expect((await readdir('.')).filter((name) => name.includes('books'))).toEqual([]);
});
