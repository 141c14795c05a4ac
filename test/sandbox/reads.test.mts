import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { account as accountSchema } from '../../enkash/contract/account.ts';
import type { EndpointName } from '../../enkash/contract/endpoints.ts';
import { openEnvelope } from '../../enkash/contract/envelope.ts';
import { handle as handleSchema } from '../../enkash/contract/handle.ts';
import { listOf } from '../../enkash/contract/list.ts';
import { fromHandle, toHandle, toSomebodyNew } from './bodies.mts';
import { useSandbox } from './sandbox.mts';

const at = useSandbox();

const payloadOf = async (endpoint: EndpointName, fields = {}) =>
	openEnvelope((await at.caller.call(endpoint, fields)).json)?.payload;
const theAccount = async (fields = {}) => accountSchema.parse(await payloadOf('account', fields));
const handles = async (fields = {}) =>
	listOf(handleSchema).parse(await payloadOf('search', fields));

describe('account details', () => {
	it('have every field of the documented example', async () => {
		const account = await theAccount();

		expect(Object.keys(account)).toHaveLength(68);
		expect(Object.keys(z.record(z.unknown()).parse(account.primaryEnKashCard))).toHaveLength(73);
		expect(account).toMatchObject({
			cardAccountId: at.caller.account.cardAccountId,
			companyId: at.caller.account.companyId,
			availableBalance: 250_000,
			totalCards: 26,
			activeCards: 25,
			primaryEnKashCard: { primaryCard: true, token: expect.stringMatching(/^[0-9a-f]{20}$/) },
		});
	});

	it('follow the money', async () => {
		const before = await theAccount();
		const [{ canonical: first } = noHandle()] = (await handles()).data;
		await at.caller.call('allocate', toSomebodyNew('new', 100.1));
		await at.caller.call('allocate', fromHandle(first.enKashCardId, 'back', 0.35));
		const after = await theAccount();

		expect(after.availableBalance).toBe(249_900.25);
		expect(after.availableCardBalance).toBe((before.availableCardBalance ?? 0) + 99.75);
		expect(after.usedCreditLimit).toBe(before.usedCreditLimit);
		expect(after.usedCreditLimit).toBe(
			-(after.availableBalance + (after.availableCardBalance ?? 0)),
		);
		expect(after.totalCards).toBe(27);
		expect(after.currentMonthAllocationPoint).toBe(
			(before.currentMonthAllocationPoint ?? 0) + 100.1,
		);
	});

	it('are kept apart for the second account', async () => {
		const { id } = await secondAccount();
		await at.caller.call('allocate', { ...toSomebodyNew('R1', 50), cardAccountId: id });

		expect((await theAccount({ cardAccountId: id })).availableBalance).toBe(18_700.25);
		expect((await theAccount()).availableBalance).toBe(250_000);
	});
});

describe('the list of handles', () => {
	it('counts and sends all, each with every field of the documented example', async () => {
		const { recordsCount, data } = await handles();

		expect(recordsCount).toBe(26);
		expect(data).toHaveLength(26);
		expect(new Set(data.map(({ canonical }) => canonical.userId)).size).toBe(25);
		expect(new Set(data.map(({ raw }) => Object.keys(raw).length))).toEqual(new Set([73]));
		for (const { canonical } of data) {
			expect(canonical.enKashCardId).toMatch(/^EKC[A-Z0-9]{7}$/);
			expect(canonical.userId).toMatch(/^EK[A-Z0-9]{6}$/);
			expect(canonical.mobile).toMatch(/^\d{10}$/);
			expect(canonical.maskedNumber).toBe(`XXXX XXXX XXXX ${canonical.mobile?.slice(-4) ?? ''}`);
			expect(canonical.createdOn).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
		}
	});

	it('has names in several scripts, an accent, an empty handle and a blocked one', async () => {
		const { data } = await handles();
		const names = data.map(({ canonical }) => canonical.firstName);
		const empty = data.filter(({ canonical }) => canonical.otbBalance === 0);
		const states = data.map(({ raw }) => raw.cardStatus);

		expect(names).toEqual(expect.arrayContaining(['प्रिय', 'கயல்விழி', 'José']));
		expect(empty.length).toBeGreaterThan(1);
		expect(states).toContainEqual({ name: 'UL', label: 'UnLocked' });
		expect(states).toContainEqual({ name: 'BL', label: 'Blocked' });
	});

	it('is the same after every start', async () => {
		const ids = async () => (await handles()).data.map(({ canonical }) => canonical.enKashCardId);
		const first = await ids();
		await at.control.reset();
		at.caller.forget();

		expect(await ids()).toEqual(first);
	});

	it('is one handle when one is asked for', async () => {
		const [, { canonical: second } = noHandle()] = (await handles()).data;
		const { recordsCount, data } = await handles({ enKashCardId: second.enKashCardId });

		expect(recordsCount).toBe(1);
		expect(data.map(({ canonical }) => canonical)).toEqual([second]);
	});

	it('is empty for a handle that is not there, or not found where that is asked for', async () => {
		expect(await handles({ enKashCardId: 'EKC0000000' })).toMatchObject({
			recordsCount: 0,
			data: [],
		});

		await at.control.settings({ unknownHandle: 'notFound' });
		expect((await at.caller.call('search', { enKashCardId: 'EKC0000000' })).status).toBe(404);
	});

	it('does not show the handles of another account', async () => {
		const { handles: others } = await secondAccount();

		expect(await handles({ enKashCardId: others[0]?.enKashCardId })).toMatchObject({
			recordsCount: 0,
		});
	});

	it('comes page by page where that is asked for', async () => {
		const { json } = await at.caller.call('search', {}, {}, undefined, '?limit=20&offset=20');
		const { recordsCount, data } = listOf(handleSchema).parse(openEnvelope(json)?.payload);

		expect([recordsCount, data.length]).toEqual([26, 6]);
	});

	it('can be told to ignore what was asked for, and to leave records out', async () => {
		const [{ canonical: first } = noHandle()] = (await handles()).data;
		const { enKashCardId } = first;

		await at.control.settings({ ignoreFilters: true });
		expect((await handles({ enKashCardId })).data).toHaveLength(26);

		await at.control.settings({ cutLists: 5 });
		const cut = await handles();
		expect([cut.recordsCount, cut.data.length]).toEqual([26, 5]);
	});

	it('shows a balance as soon as it has changed', async () => {
		const [{ canonical: first } = noHandle()] = (await handles()).data;
		const { enKashCardId } = first;
		await at.caller.call('allocate', toHandle(enKashCardId, 'R1', 0.01));
		const [{ canonical: later } = noHandle()] = (await handles({ enKashCardId })).data;

		expect([first.otbBalance, later.otbBalance]).toEqual([12_500, 12_500.01]);
	});
});

async function secondAccount() {
	const [, second] = await at.control.ledger();
	return { id: second?.cardAccountId, handles: second?.handles ?? [] };
}

function noHandle(): never {
	throw new Error('There is no such handle');
}
