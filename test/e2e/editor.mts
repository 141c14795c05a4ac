import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { DEMO } from '../../sandbox/company.mts';
import { OWNER } from '../../scripts/bringup.mts';
import { openBrowser, openPage } from '../support/e2e/browser.mts';
import type { CredentialForm } from '../support/e2e/credential-form.mts';
import { Editor } from '../support/e2e/editor.mts';
import { Flow } from '../support/e2e/flow.mts';
import type { Stage } from '../support/e2e/stage.mts';

const { cardAccountId, clientId, clientSecret, companyId, partnerId, password, username } = DEMO;

const PATHS = '/api/v0/partner/enKashCard';

/** The password with two letters swapped. */
export const MISTYPED_PASSWORD = 'petty-cash-dome';

/** What a person does with a mouse: find the node, connect it, pay, and read what happened. */
export function inTheEditor(theStage: () => Stage): void {
	let browser: Browser | undefined;
	let editor: Editor;

	beforeAll(async () => {
		browser = await openBrowser();
		editor = new Editor(await openPage(browser), theStage().url);
		await editor.logIn(OWNER);
	});
	beforeEach(async () => {
		await theStage().control.reset();
	});
	afterAll(async () => {
		await browser?.close();
	});

	test('finds EnKash, and offers its actions and three triggers', async () => {
		await editor.newWorkflow();
		expect(await editor.searchNodes('EnKash')).toEqual(['EnKash']);
		expect(await editor.openInPanel('EnKash')).toEqual([
			'On balance below threshold',
			'On balance changed',
			'On new transaction',
			'Check setup before paying',
			'Get account',
			'Pay handle',
			'Pay person and create handle if needed',
			'Get handle',
			'Get many handles',
			'Take money back from handle',
			'Get transaction',
			'Get many transactions',
			'Get user',
			'Get many users',
		]);
		await editor.addAction('Pay handle');
	});

	test('sends a wrong password once, however often it is tested, and connects with the right one', async () => {
		const { control, sandbox } = theStage();
		const form = await editor.step.newCredential();
		await form.choose('environment', 'Custom');
		await form.fill({ baseUrl: sandbox.url, partnerId, companyId, cardAccountId });
		await form.fill({ username, password: MISTYPED_PASSWORD, clientId, clientSecret });
		await form.save();
		for (let click = 0; click < 3; click++) await form.test();
		expect(await form.verdict()).toContain('EnKash refused the log-in: Bad credentials');
		expect(await control.logins()).toMatchObject({ failed: 1, ok: 0 });

		await form.fill({ password });
		await form.save();
		await form.closed();
		const corrected = await editor.step.editCredential();
		await corrected.test();
		expect(await corrected.verdict()).toContain('Connection tested successfully');
		expect(await control.logins()).toMatchObject({ failed: 1, ok: 1 });
		await corrected.close();
		expect(await editor.step.credential()).toBe('EnKash account');
	});

	test('pays a handle that is picked from the list', async () => {
		const { control } = theStage();
		expect((await editor.step.openList('handleId')).length).toBeGreaterThan(20);
		expect(await editor.step.searchList('gurpreet')).toEqual([
			'Gurpreet Singh · 9600000012 · gurpreet.singh@example.com',
		]);
		await editor.step.pick('Gurpreet Singh');
		await editor.step.fill('amount', '250.50');
		await editor.step.fill('referenceNumber', 'CLAIM-2041');
		await editor.step.execute();
		expect(await editor.step.hint()).toContain('Gurpreet Singh was paid (₹250.50).');
		expect(await editor.step.table()).toEqual([
			expect.objectContaining({
				outcome: 'allocated',
				name: 'Gurpreet Singh',
				referenceNumber: 'CLAIM-2041',
				amountText: '₹250.50',
				handleBalance: '570.6',
				confirmedBy: 'response',
			}),
		]);

		await editor.step.execute();
		expect(await editor.step.hint()).toContain('Gurpreet Singh was already paid (₹250.50');
		expect(await control.commits('CLAIM-2041')).toBe(1);
	});

	test('picks a handle that is blocked', async () => {
		await editor.step.openList('handleId');
		expect(await editor.step.searchList('zoya')).toEqual([
			'Zoya Khan · 9600000009 · zoya.khan@example.com',
		]);
		await editor.step.pick('Zoya Khan');
	});

	test('shows in words why a payment was refused', async () => {
		await editor.step.fill('referenceNumber', 'CLAIM-2042');
		await editor.step.execute();
		const refused = await editor.step.failure();
		expect(refused.message).toBe('The handle of Zoya Khan is blocked (EnKash says "Blocked")');
		expect(refused.description).toContain('Unblock the handle in EnKash');

		await editor.step.openList('handleId');
		await editor.step.pick('Asha Menon');
		await editor.step.fill('amount', '400000');
		await editor.step.fill('referenceNumber', 'CLAIM-2043');
		await editor.step.execute();
		const { message, description } = await editor.step.failure();
		expect(message).toBe('Account CA1DEMO01 has ₹2,50,000.00, but ₹4,00,000.00 is due');
		expect(description).toMatch(/^Nothing was sent\. Add at least ₹1,50,000\.00 and run again/);
	});

	test('names every item that must be corrected, and what the step does', async () => {
		const stage = theStage();
		const flow = await Flow.put(
			stage,
			'A list with mistakes',
			{
				parameters: {
					resource: 'handle',
					operation: 'createAndAllocate',
					firstName: '={{ $json.name }}',
					title: 'Ms',
					gender: 'F',
					email: '={{ $json.email }}',
					mobile: '={{ $json.mobile }}',
					amount: '={{ $json.amount }}',
					payOncePer: 'month',
					purpose: 'reward',
				},
				credential: await stage.addCredential('For a list'),
			},
			[
				{ name: 'Asha', email: 'asha@example.com', mobile: '9600000001', amount: 100 },
				{ name: 'Ravi', email: 'ravi(at)example.com', mobile: '9600000002', amount: 100 },
				{ name: 'Meena', email: 'meena@example.com', mobile: '96000', amount: '12.345' },
			],
		);
		await editor.openWorkflow(flow.id);
		expect(await editor.captions()).toContainEqual(
			expect.stringMatching(/Step\s+Create and Allocate: handle/),
		);
		await editor.executeWorkflow();
		await editor.openStep('Step');
		const { message, description } = await editor.step.failure();
		expect(message).toBe('Nothing was sent: 2 of 3 rows must be corrected');
		expect(description).toMatch(/Item 2, Ravi: "ravi\(at\)example\.com" is not an e-mail address/);
		expect(description).toMatch(/Item 3, Meena: .*"96000" is not an Indian mobile number/);
		expect(description).toMatch(/"12\.345" has more than two decimals/);
		expect((await stage.control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('says what differs at EnKash before anybody is paid, and is ready once that is set', async () => {
		const stage = theStage();
		await stage.control.settings({
			dialects: [
				...(['encrypts-both', 'transactions-at-transaction-details'] as const),
				'allocate-at-points-allocate',
			],
		});
		const flow = await Flow.put(stage, 'First contact', {
			parameters: { resource: 'account', operation: 'checkSetup' },
			credential: await stage.addCredential('First contact'),
		});
		await editor.openWorkflow(flow.id);

		const found = async () => {
			await editor.executeWorkflow();
			await editor.openStep('Step');
			return { hint: await editor.step.hint(), rows: await editor.step.table() };
		};
		const advice = async (check: string) => {
			const { hint, rows } = await found();
			expect(hint).toContain(`Not ready: ${check}`);
			return rows.find((row) => row['check'] === check)?.['advice'];
		};
		const set = async (change: (form: CredentialForm) => Promise<void>) => {
			const form = await editor.step.editCredential();
			await change(form);
			await form.save();
			expect(await form.verdict()).toContain('Connection tested successfully');
			await form.close();
			await editor.step.close();
		};

		expect(await advice('Account')).toContain('"Payload Encryption"');
		await set(async (form) => await form.choose('payloadEncryption', 'Requests and Responses'));
		expect(await advice('Transactions')).toContain('enter it as "Transaction Path"');
		await set(async (form) => await form.fill({ transactionPath: `${PATHS}/transaction/details` }));
		expect(await advice('Address of payments')).toContain('"Allocation Path"');
		await set(async (form) => await form.fill({ allocatePath: `${PATHS}/points/allocate` }));
		expect((await found()).hint).toContain('Ready to pay');
		expect((await stage.control.calls()).endpoints.allocate.total).toBe(0);
		await stage.control.settings({ dialects: [] });
	});
}
