import { describe, expect, it } from '@jest/globals';
import { openEnvelope } from '../../enkash/contract/envelope.ts';
import { toHandle, toSomebodyNew } from './bodies.mts';
import { useSandbox } from './sandbox.mts';
import { until } from '../../scripts/until.mts';

const at = useSandbox();

const pay = (reference: string, rupees = 5) =>
	at.caller.call('allocate', toSomebodyNew(reference, rupees));

describe('the ledger', () => {
	it('counts the commits of each reference, and says that the books balance', async () => {
		await pay('R1');
		await pay('R1');
		await pay('R2');
		const { commits, invariantOk, transactions } = await at.control.account();

		expect(commits).toMatchObject({ R1: 2, R2: 1 });
		expect(invariantOk).toBe(true);
		expect(transactions.at(-1)).toMatchObject({
			uniqueReferenceNumber: 'R2',
			direction: 'CR',
			amount: 5,
			status: 'CREATED',
		});
	});
});

describe('the payments', () => {
	it('tell how often each reference was paid, and how much in all', async () => {
		const [, second] = await at.control.ledger();
		await pay('R1', 5);
		await pay('R1', 7.5);
		await at.caller.call('allocate', {
			...toSomebodyNew('R2', 1),
			cardAccountId: second?.cardAccountId,
		});
		await at.control.addTransaction({ amount: 3, reference: 'R3', status: 'FAILED' });

		expect(await at.control.paid('R1')).toEqual({ times: 2, amount: 12.5 });
		expect(await at.control.paid('R2')).toEqual({ times: 1, amount: 1 });
		expect(await at.control.paid('R3')).toEqual({ times: 0, amount: 0 });
		expect(await at.control.paid('R4')).toEqual({ times: 0, amount: 0 });
	});
});

describe('the record of calls', () => {
	it('names what was called, about what, and how it was answered', async () => {
		await at.caller.call('account');
		await pay('R1');
		await at.caller.call('transactions', { pgReferenceNumber: 'R1' });
		await at.caller.call('transactions', { pgReferenceNumbers: ['R1', 'R2'] });
		await at.caller.call('account', { companyId: undefined });
		const { total, endpoints, calls } = await at.control.calls();

		expect(total).toBe(6);
		expect(endpoints).toMatchObject({ token: { total: 1 }, account: { total: 2 } });
		expect(calls).toMatchObject([
			{ endpoint: 'token', status: 200 },
			{ endpoint: 'account', status: 200 },
			{ endpoint: 'allocate', reference: 'R1', status: 200 },
			{ endpoint: 'transactions', reference: 'R1', status: 200 },
			{ endpoint: 'transactions', references: ['R1', 'R2'], status: 200 },
			{ endpoint: 'account', status: 400 },
		]);
		expect(calls.every(({ time }) => Math.abs(Date.parse(time) - Date.now()) < 60_000)).toBe(true);
	});

	it('holds no secret', async () => {
		const token = await at.caller.token();
		await at.caller.call('account');
		const { password, clientSecret } = at.sandbox.credentials;
		const text = JSON.stringify(await at.control.calls());

		expect(text).toContain('"account"');
		for (const secret of [token, password, clientSecret]) expect(text).not.toContain(secret);
	});

	it('knows how many calls there were at one time', async () => {
		await at.caller.token();
		await at.control.addFaults({ endpoint: 'allocate', fault: 'hangBeforeCommit', times: 4 });
		const inFlight = async () => (await at.control.calls()).inFlight;
		const abort = new AbortController();
		const four = ['R1', 'R2', 'R3', 'R4'].map((reference) =>
			at.caller.call('allocate', toSomebodyNew(reference, 5), {}, abort.signal),
		);
		const given = Promise.allSettled(four);
		await until(async () => (await inFlight()) === 4);
		abort.abort();
		await given;
		await until(async () => (await inFlight()) === 0);
		await pay('R5');
		const { inFlightHighWater, endpoints } = await at.control.calls();

		expect(inFlightHighWater).toBe(4);
		expect(endpoints.allocate).toEqual({ total: 5, inFlight: 0, inFlightHighWater: 4 });
		expect(endpoints.account.inFlightHighWater).toBe(0);
	});
});

describe('a reset', () => {
	it('brings everything back', async () => {
		const token = await at.caller.token();
		await pay('R1');
		await at.control.settings({ duplicates: 'reject' });
		await at.control.addFaults({ endpoint: 'account', fault: 'emptyBody', times: 'always' });
		await at.control.changePassword('new');
		await at.caller.login({ password: 'wrong' });
		await at.control.reset();

		expect(await at.control.faults()).toEqual([]);
		expect(await at.control.logins()).toMatchObject({ ok: 0, failed: 0 });
		expect((await at.control.calls()).total).toBe(0);
		expect((await at.control.account()).availableBalance).toBe(250_000);
		expect(await at.control.commits('R1')).toBe(0);
		expect((await at.caller.login()).status).toBe(200);
		const authorization = `Bearer ${token}`;
		expect((await at.caller.call('account', {}, { authorization })).status).toBe(401);
	});

	it('can make thousands of handles and transactions, and another balance', async () => {
		await at.control.reset({ balance: 99.99, handles: 3_000, transactions: 2_000 });
		const { availableBalance, handles, transactions, invariantOk, commits } =
			await at.control.account();

		expect(availableBalance).toBe(99.99);
		expect(invariantOk).toBe(true);
		expect(transactions).toHaveLength(2_000);
		expect(new Set(transactions.map(({ enKashTransactionId: id }) => id)).size).toBe(2_000);
		expect(Object.values(commits)).toHaveLength(2_000);
		expect(new Set(handles.map(({ enKashCardId }) => enKashCardId)).size).toBe(3_000);
		expect(new Set(handles.map(({ userId }) => userId)).size).toBe(2_999);
		expect(new Set(handles.map(({ mobile }) => mobile)).size).toBe(2_999);
		expect(handles.filter(({ mobile }) => !/^\d{10}$/.test(mobile))).toEqual([]);
	});

	it('can make fewer handles, even none', async () => {
		await at.control.reset({ handles: 0, transactions: 0 });

		expect((await at.control.account()).handles).toEqual([]);
		expect((await at.caller.call('account')).status).toBe(200);
		expect(openEnvelope((await at.caller.call('search')).json)?.payload).toEqual({
			recordsCount: 0,
			data: [],
		});
	});
});

describe('a movement from outside', () => {
	it('moves money like any other', async () => {
		const { handles } = await at.control.account();
		const { enKashCardId = '' } = handles[1] ?? {};
		await at.control.addTransaction({ amount: 100, enKashCardId, reference: 'OUT-1' });
		const { availableBalance, handles: later, invariantOk } = await at.control.account();

		expect(availableBalance).toBe(249_900);
		expect(later[1]?.otbBalance).toBe((handles[1]?.otbBalance ?? 0) + 100);
		expect(invariantOk).toBe(true);
		expect(await at.control.commits('OUT-1')).toBe(1);
	});

	it('can be money spent, which leaves the account', async () => {
		const before = await at.control.account();
		await at.control.addTransaction({ amount: 100, direction: 'DR', type: 'SALE' });
		const after = await at.control.account();

		expect(after.availableBalance).toBe(before.availableBalance);
		expect(after.availableCardBalance).toBe(before.availableCardBalance - 100);
		expect(after.usedCreditLimit).toBe(before.usedCreditLimit + 100);
		expect(after.invariantOk).toBe(true);
	});

	it('that failed moves nothing and is no commit', async () => {
		await at.control.addTransaction({ amount: 100, reference: 'F1', status: 'FAILED' });

		expect((await at.control.account()).availableBalance).toBe(250_000);
		expect(await at.control.commits('F1')).toBe(0);
	});

	it('is refused where there is too little money', async () => {
		const tooMuch = at.control.addTransaction({ amount: 1_000_000 });

		await expect(tooMuch).rejects.toThrow('Insufficient balance in card account');
	});
});

it('blocks a handle and frees it again', async () => {
	const [first] = (await at.control.account()).handles;
	const id = first?.enKashCardId ?? '';

	expect(await at.control.block(id)).toMatchObject({ enKashCardId: id, blocked: true });
	const refused = await at.caller.call('allocate', toHandle(id, 'R1', 1));
	expect(openEnvelope(refused.json)?.message).toBe('Card is blocked');

	await at.control.block(id, false);
	const paid = await at.caller.call('allocate', toHandle(id, 'R1', 1));
	expect(openEnvelope(paid.json)?.code).toBe(0);
});

it("gives a handle somebody else's mobile, which the older handle keeps", async () => {
	const [asha, ravi] = (await at.control.account()).handles;
	const [mobile = '', id = ''] = [asha?.mobile, ravi?.enKashCardId];

	expect(await at.control.changeMobile(id, mobile)).toMatchObject({ enKashCardId: id, mobile });
	const paid = await at.caller.call('allocate', { ...toSomebodyNew('R1', 1), mobile });
	expect(openEnvelope(paid.json)?.code).toBe(0);
	const handles = (await at.control.account()).handles;
	expect(handles.length).toBe(26);
	expect(handles[0]?.otbBalance).toBe((asha?.otbBalance ?? 0) + 1);
	await expect(at.control.changeMobile(id, '12')).rejects.toThrow('ten digits expected');
});

it('sets the balance of either account', async () => {
	const [, second] = await at.control.ledger();
	await at.control.setBalance(0);
	await at.control.setBalance(12.34, second?.cardAccountId);
	const balances = (await at.control.ledger()).map(({ availableBalance }) => availableBalance);

	expect(balances).toEqual([0, 12.34]);
	expect((await at.control.ledger()).every(({ invariantOk }) => invariantOk)).toBe(true);
});

it('refuses what it does not understand, and says what that is', async () => {
	const { control } = at;

	await expect(control.block('EKC0000000')).rejects.toThrow('404');
	await expect(control.setBalance(1.001)).rejects.toThrow('balance: rupees with at most two');
	await expect(control.setBalance(1, 'CA0')).rejects.toThrow('No account CA0');
	await expect(control.settings({ latency: -1 })).rejects.toThrow('latency');
	const response = await fetch(`${at.sandbox.url}/__sandbox/faults`, {
		method: 'POST',
		body: JSON.stringify({ endpoint: 'allocate', fault: 'explode' }),
	});
	expect(response.status).toBe(400);
	expect(await response.text()).toContain('fault: Invalid discriminator value');
});
