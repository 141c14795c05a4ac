import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DEMO } from '../../sandbox/company.mts';
import type { Execution } from '../../scripts/n8n/execution.mts';
import type { FaultInput } from '../../sandbox/faults.mts';
import { LEASE_INTERVAL_MS } from '../support/e2e/short-timing.ts';
import { Flow, RETRY, type StepOfFlow, outputOf } from '../support/e2e/flow.mts';
import { Stage } from '../support/e2e/stage.mts';
import type { CredentialReference } from '../support/e2e/stage.mts';

jest.setTimeout(900_000);

/** Every call has this long, in ms; a hang is found out about after it. */
const TIMEOUT_MS = 4_000;

/** Together they meet about a third of the first thousand calls. */
const FAULTS: FaultInput[] = [
	{ endpoint: 'allocate', fault: 'dropBeforeCommit' },
	{ endpoint: 'allocate', fault: 'dropAfterCommit' },
	{ endpoint: 'allocate', fault: 'statusBeforeCommit', status: 503 },
	{ endpoint: 'allocate', fault: 'rateLimited', retryAfter: 0 },
	{ endpoint: 'allocate', fault: 'statusAfterCommit', status: 504 },
	{ endpoint: 'allocate', fault: 'statusAfterCommit', status: 500, body: 'html' },
	{ endpoint: 'allocate', fault: 'hangAfterCommit' },
];
const EVERY = 18;
const TIMES_EACH = 48;

let stage: Stage;
let credential: CredentialReference;
let handles: string[];

beforeAll(async () => {
	stage = await Stage.set({}, resolve('test/support/e2e/short-timing.ts'));
	credential = await stage.addCredential('EnKash of the chaos run');
});
afterAll(async () => {
	await stage.strike();
});
beforeEach(async () => {
	series += 1;
	await stage.control.clearFaults();
	await stage.control.reset({ balance: 100_000_000 });
	handles = (await stage.control.account()).handles
		.filter(({ blocked }) => !blocked)
		.map(({ enKashCardId }) => enKashCardId);
});

/** n8n remembers what it paid, and the sandbox does not: each test pays under references of its own. */
let series = 0;

const payments = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		handleId: handles[index % handles.length],
		reference: `CHAOS-${series}-${index}`,
	}));

const addFaults = async () =>
	await stage.control.addFaults(
		...FAULTS.map((fault, after) => ({ ...fault, after, every: EVERY, times: TIMES_EACH })),
	);

/** @param checkedByHand references that somebody looked for in the sandbox's books, and did not find */
const payout = (checkedByHand: readonly string[] = []): StepOfFlow => ({
	credential,
	settings: RETRY,
	parameters: {
		resource: 'handle',
		operation: 'allocate',
		handleId: { __rl: true, mode: 'id', value: '={{ $json.handleId }}' },
		amount: '10',
		payOncePer: 'referenceNumber',
		referenceNumber: '={{ $json.reference.replace("EXECUTION", $execution.id) }}',
		options: {
			timeout: TIMEOUT_MS,
			confirmationWindow: 2,
			concurrency: 25,
			checkedByHand: checkedByHand.join(', '),
		},
	},
});

const putPayout = async (name: string, count: number) =>
	await Flow.put(stage, name, payout(), [...payments(count), newPayment()]);

/** Another one in each execution: only a payment that is made later shows that one came to nothing. */
const newPayment = () => ({ handleId: handles[0], reference: `CHAOS-${series}-NEW-EXECUTION` });

const failedPayments = z.object({
	context: z.object({
		payments: z.array(
			z.object({ referenceNumber: z.string(), code: z.string().optional() }).passthrough(),
		),
	}),
});

/** What the node asks a person to look for. */
const LOOK_IN_ENKASH = ['begun-before', 'recorded-but-not-shown'];

/** Looks for these payments in the sandbox's books, and returns those that are not there. */
async function lookedForInVain({ data }: Execution): Promise<string[]> {
	const told = failedPayments.parse(data.resultData.error);
	const { commits } = await stage.control.account();
	return told.context.payments
		.filter(({ code = '' }) => LOOK_IN_ENKASH.includes(code))
		.map(({ referenceNumber }) => referenceNumber)
		.filter((reference) => commits[reference] === undefined);
}

/** The same payments as people make them without this node: n8n's own HTTP Request node. */
const putRequests = async (name: string, count: number) =>
	await Flow.put(
		stage,
		name,
		{
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			credential: await stage.addToken(),
			credentialType: 'httpHeaderAuth',
			settings: RETRY,
			parameters: {
				method: 'POST',
				url: `${stage.sandbox.url}/api/v0/partner/enKashCard/create-allocate-points`,
				authentication: 'genericCredentialType',
				genericAuthType: 'httpHeaderAuth',
				sendHeaders: true,
				headerParameters: { parameters: [{ name: 'partnerId', value: DEMO.partnerId }] },
				sendBody: true,
				specifyBody: 'json',
				jsonBody: `={{ JSON.stringify(${REQUEST}) }}`,
				options: { timeout: TIMEOUT_MS },
			},
		},
		payments(count),
	);

/** The body of an allocation, an expression over an item. */
const REQUEST = `{
	companyId: '${DEMO.companyId}',
	cardAccountId: '${DEMO.cardAccountId}',
	transactionCode: 'ALLOCATION',
	transactionType: 'CR',
	type: 'ALLOCATE_POINT',
	loadAmount: 10,
	enkashCardId: $json.handleId,
	uniqueReferenceNumber: $json.reference
}`;

interface Tally {
	readonly references: number;
	readonly payments: number;
	readonly duplicates: number;
	readonly lost: number;
}

/** What the sandbox's books say of the payments of a run. */
async function tally(count: number): Promise<Tally> {
	const { commits } = await stage.control.account();
	const made = payments(count).map(({ reference }) => commits[reference] ?? 0);
	const sum = made.reduce((total, times) => total + times, 0);
	return {
		references: count,
		payments: sum,
		duplicates: made.reduce((total, times) => total + Math.max(0, times - 1), 0),
		lost: made.filter((times) => times === 0).length,
	};
}

const tell = (what: string, { duplicates, lost, payments: sum, references }: Tally, runs: number) =>
	process.stderr.write(
		`  ${what}: ${references} references, ${runs} runs, ${sum} payments, ${duplicates} duplicates, ${lost} lost\n`,
	);

describe('in a real n8n, on an EnKash that fails in a third of its answers', () => {
	beforeEach(addFaults);

	it('1,000 payments are made exactly once, run again until all are paid', async () => {
		const flow = await putPayout('Chaos', 1_000);
		let runs = 1;
		let execution = await flow.run(600_000);
		for (; execution.status !== 'success' && runs < 8; runs++) {
			// What became of some is not known. Nobody sends them again before their leases are over.
			await sleep(2 * LEASE_INTERVAL_MS);
			await flow.change(payout(await lookedForInVain(execution)));
			execution = await flow.run(600_000);
		}
		const result = await tally(1_000);
		tell('EnKash node', result, runs);
		expect(result).toEqual({ references: 1_000, payments: 1_000, duplicates: 0, lost: 0 });
		expect(execution.status).toBe('success');
		expect(outputOf(execution)).toHaveLength(1_001);
		const fired = (await stage.control.faults()).map((fault) => fault.fired);
		expect(fired.reduce((sum, times) => sum + times, 0)).toBeGreaterThanOrEqual(333);
	});

	it('the same 1,000 are not, with the HTTP Request node', async () => {
		const flow = await putRequests('Chaos without the node', 1_000);
		await flow.run(600_000);
		const result = await tally(1_000);
		tell('HTTP Request node', result, 1);
		expect(result.duplicates).toBeGreaterThan(100);
	});
});

describe('in a real n8n', () => {
	it('two executions of the same 100 payments at the same time pay each once', async () => {
		const flow = await putPayout('Twice at once', 100);
		const started = await Promise.all([flow.start(), flow.start()]);
		const executions = await Promise.all(
			started.map(async (id) => await stage.rest.waitFor(id, 300_000)),
		);
		expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
		expect(await tally(100)).toEqual({ references: 100, payments: 100, duplicates: 0, lost: 0 });
	});
});
