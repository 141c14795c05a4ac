import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { OWNER } from '../../scripts/bringup.mts';
import { openBrowser, openPage } from '../support/e2e/browser.mts';
import { Editor } from '../support/e2e/editor.mts';
import { Flow } from '../support/e2e/flow.mts';
import type { CredentialReference, Stage } from '../support/e2e/stage.mts';
import type { LedgerTransaction } from '../support/sandbox-control.mts';

type Parameters = Readonly<Record<string, unknown>>;

/** A step of EnKash, and the rows of the sheet before it. */
interface Step {
	readonly parameters: Parameters;
	readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** As EnKash has them. */
const ASHA = { name: 'Asha', email: 'asha.menon@example.com', mobile: '9600000001', amount: 500 };
const RAVI = { name: 'Ravi', email: 'ravi.kumar@example.com', mobile: '9600000002', amount: 500 };
const LAKSHMI = {
	...{ name: 'Lakshmi', email: 'lakshmi.iyer@example.com', mobile: '9600000003', amount: 70 },
};

const claim = (parameters: Parameters = {}): Parameters => ({
	...{ resource: 'handle', operation: 'createAndAllocate' },
	...{ firstName: '={{ $json.name }}', title: 'Ms', gender: 'F' },
	...{ email: '={{ $json.email }}', mobile: '={{ $json.mobile }}', amount: '={{ $json.amount }}' },
	...{ payOncePer: 'referenceNumber', referenceNumber: '={{ $json.claim }}' },
	...parameters,
});

const checked = (checkOnly: string, row: object = {}): Step => ({
	parameters: claim({ checkOnly }),
	rows: [{ ...ASHA, claim: 'CHECKED-1', ...row }],
});

const handlesWith = (email: string, row: object): Step => ({
	parameters: {
		...{ resource: 'handle', operation: 'getMany', returnAll: true },
		filters: { email },
	},
	rows: [{ ...row }],
});

const transactionsOf = (date: string): Step => ({
	parameters: {
		...{ resource: 'transaction', operation: 'getMany', returnAll: true },
		filters: { dateFrom: date, dateTo: date, amountFrom: '7', amountTo: '7' },
	},
	rows: [{}],
});

/** The day in India on which the tests run. */
const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format();

const EMAIL = '={{ $json.email }}';

const STEPS: Readonly<Record<string, Step>> = {
	'Claim of Asha': { parameters: claim(), rows: [{ ...ASHA, claim: 'CLAIM-7' }] },
	'Claim of Ravi': { parameters: claim(), rows: [{ ...RAVI, claim: 'CLAIM-7' }] },

	'Check by a variable': checked('={{ $vars.dryRun }}'),
	'Check by nothing': checked('={{ $json.dryRun }}', { dryRun: '' }),

	'Account of the row': {
		parameters: claim({ options: { cardAccountId: '={{ $json.account }}' } }),
		rows: [{ ...ASHA, claim: 'ACCOUNT-1', account: '' }],
	},

	'Handles of nothing': handlesWith(EMAIL, { email: '' }),
	'Handles of a mark': handlesWith(EMAIL, { '\ufeffemail': ASHA.email }),
	'Handles of all': handlesWith('', {}),

	'Mobile copied down': {
		parameters: claim(),
		rows: [ASHA, RAVI, LAKSHMI].map((row, index) => ({
			...{ ...row, mobile: ASHA.mobile, claim: `COPIED-${index}` },
		})),
	},

	Today: transactionsOf('={{ $today }}'),
	'Today as picked': transactionsOf(`${TODAY}T00:00:00`),
	'This month': transactionsOf(TODAY.slice(0, 7)),
};

const rowsOf = (step: string) => `Rows: ${step}`;

/** All steps side by side, since the editor takes longer to open a workflow than to run a step. */
function workflowOf(id: string, credential: CredentialReference) {
	const names = Object.keys(STEPS);
	const node = (name: string, type: string, typeVersion: number, more: object) => ({
		...{ id: randomUUID(), name, type, typeVersion, parameters: {}, ...more },
	});
	const nodes = Object.entries(STEPS).flatMap(([name, { parameters }], index) => {
		const [x, y] = [(index % 4) * 480, Math.floor(index / 4) * 160];
		return [
			node(rowsOf(name), 'n8n-nodes-base.noOp', 1, { position: [x, y] }),
			node(name, 'n8n-nodes-enkash.enKash', 1, {
				...{ parameters, position: [x + 220, y], credentials: { enKashApi: credential } },
			}),
		];
	});
	const to = (name: string) => ({ node: name, type: 'main', index: 0 });
	return {
		...{ id, name: 'Paying people' },
		nodes: [node('Start', 'n8n-nodes-base.manualTrigger', 1, { position: [-300, 0] }), ...nodes],
		connections: {
			Start: { main: [names.map((name) => to(rowsOf(name)))] },
			...Object.fromEntries(names.map((name) => [rowsOf(name), { main: [[to(name)]] }])),
		},
		pinData: Object.fromEntries(
			Object.entries(STEPS).map(([name, { rows }]) => [
				rowsOf(name),
				rows.map((json) => ({ json })),
			]),
		),
		settings: { executionOrder: 'v1', timezone: 'Asia/Kolkata' },
	};
}

/** What a finance person tries with a sheet, on the screen and in EnKash's books. */
export function paysTheRightPeople(theStage: () => Stage): void {
	let browser: Browser | undefined;
	let editor: Editor;
	let credential: CredentialReference;

	beforeAll(async () => {
		const stage = theStage();
		const id = randomUUID().replaceAll('-', '').slice(0, 16);
		credential = await stage.addCredential('For people');
		await stage.rest.putWorkflow(workflowOf(id, credential));
		browser = await openBrowser();
		editor = new Editor(await openPage(browser), stage.url);
		await editor.logIn(OWNER);
		await editor.openWorkflow(id);
	});
	beforeEach(async () => {
		await theStage().control.reset();
	});
	afterAll(async () => {
		await browser?.close();
	});

	/** Runs a step in the editor, and leaves it as the screen then shows it to `read`. */
	const after = async <T,>(step: string, read: () => Promise<T>): Promise<T> => {
		await editor.openStep(step);
		await editor.step.execute();
		try {
			return await read();
		} finally {
			await editor.step.close();
		}
	};
	const failureOf = async (step: string) => await after(step, () => editor.step.failure());
	const tableOf = async (step: string) => await after(step, () => editor.step.table());

	/** What was paid since the test began: rupees by reference. */
	const paid = async () =>
		Object.fromEntries(
			(await theStage().control.payments())
				.filter(({ reference }) => !reference.startsWith('PAST-'))
				.map(({ amount, reference }) => [reference, amount]),
		);

	test('one claim of two people is paid to the first, and the second is told to whom', async () => {
		expect(await tableOf('Claim of Asha')).toMatchObject([
			{ outcome: 'allocated', name: 'Asha Menon', amountText: '₹500.00' },
		]);
		const { description, message } = await failureOf('Claim of Ravi');
		expect(message).toMatch(/^CLAIM-7 was already paid to Asha Menon \(9600000001\): ₹500\.00 on /);
		expect(description).toContain('Nothing was sent. Use another reference');
		expect(await paid()).toEqual({ 'CLAIM-7': 500 });
	});

	test.each([
		['Check by a variable', 'the expression gives nothing'],
		['Check by nothing', '"dryRun" is empty in this item'],
	])('a check that is switched by nothing pays nobody: %s', async (step, words) => {
		expect((await failureOf(step)).message).toContain(`Check Only: ${words}`);
		expect(await paid()).toEqual({});
	});

	test('an account that is blank in the row is not the one of the credential', async () => {
		const { message } = await failureOf('Account of the row');
		expect(message).toContain('Card Account ID: "account" is empty in this item');
		expect(await paid()).toEqual({});
	});

	describe('a filter', () => {
		test.each([
			['Handles of nothing', '"email" is empty in this item'],
			['Handles of a mark', 'the items have no field "email"'],
		])('that comes to nothing finds nobody: %s', async (step, words) => {
			expect((await failureOf(step)).message).toContain(`Email: ${words}`);
		});

		test('that a person has cleared finds all', async () => {
			expect((await tableOf('Handles of all')).length).toBeGreaterThan(20);
		});
	});

	test('three rows with one mobile copied down pay nobody, and are named', async () => {
		const { description, message } = await failureOf('Mobile copied down');
		expect(message).toBe('Nothing was sent: 2 of 3 rows must be corrected');
		expect(description).toContain('Item 2, Ravi');
		expect(description).toContain('Item 3, Lakshmi');
		expect(description).toContain(`In EnKash, ${ASHA.mobile} belongs to Asha Menon`);
		expect(await paid()).toEqual({});
	});

	test('what was paid in an execution is not paid again when a person retries it', async () => {
		const { rest } = theStage();
		const parameters = {
			...{ resource: 'handle', operation: 'allocate', amount: '100' },
			handleId: { __rl: true, mode: 'mobile', value: '={{ $json.mobile }}' },
			...{ payOncePer: 'execution', purpose: 'gift' },
			options: { ifRowsAreWrong: 'payTheOthers' },
		};
		const blocked = { mobile: '9600000009' };
		const flow = await Flow.put(theStage(), 'Retried', { credential, parameters }, [ASHA, blocked]);
		const first = await flow.start();
		expect((await rest.waitFor(first)).error?.message).toContain('1 refused and 1 made');
		expect((await rest.retry(first)).error?.message).toContain(
			'The handle of Zoya Khan is blocked',
		);
		expect(Object.values(await paid())).toEqual([100]);
		await flow.run();
		expect(Object.values(await paid())).toEqual([100, 100]);
	});

	describe('transactions from and to', () => {
		let firstAndLast: readonly LedgerTransaction[];
		beforeEach(async () => {
			const { control } = theStage();
			const [handle] = (await control.account()).handles;
			const at = async (time: string) =>
				await control.addTransaction({
					...{ amount: 7, enKashCardId: handle?.enKashCardId, reference: `AT-${time}` },
					date: new Date(`${TODAY}T${time}:00+05:30`).toISOString(),
				});
			firstAndLast = [await at('00:01'), await at('23:58')];
		});

		test.each(['Today', 'Today as picked', 'This month'])(
			'take in all that is named: %s',
			async (step) => {
				const ids = (await tableOf(step)).map((row) => row['transactionId']);
				const wanted = firstAndLast.map(({ enKashTransactionId }) => enKashTransactionId);
				expect(ids).toEqual(expect.arrayContaining(wanted));
				expect(ids).toHaveLength(2);
			},
		);
	});
}
