import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { startSandbox } from '../../scripts/sandbox.mts';
import type { RunningSandbox } from '../../scripts/sandbox.mts';
import type { Execution } from '../../scripts/n8n/execution.mts';
import { Flow, outputOf } from '../support/e2e/flow.mts';
import { Stage } from '../support/e2e/stage.mts';
import { SandboxControl } from '../support/sandbox-control.mts';

jest.setTimeout(600_000);

const COUNT = 6;

/** Everybody is paid by the first run, and found by the second. */
const WORKS = [
	'list-called-content',
	'reference-under-an-unknown-name',
	'reference-in-capitals',
	'only-last-day-listed',
	'nothing-as-404-does-not-exist',
	'nothing-as-null',
	'card-id-required',
	'under-process-then-paid',
] as const;

/** How many are paid all the same, and what the second run says. */
const REFUSES = [
	['filter-ignored-newest-10-counted-10', 0, 'sent other transactions'],
	['never-listed', 2, 'not show'],
] as const;

/** What two runs of the same payments came to, and how often each payment was made. */
interface Story {
	readonly runs: readonly [Execution, Execution];
	readonly times: readonly number[];
}

let stage: Stage;
let folder: string;
let sandbox: RunningSandbox | undefined;

/** A process remembers how EnKash answers at one address: each dialect is spoken at its own. */
async function runTwice(dialect: string): Promise<Story> {
	sandbox = await startSandbox({
		port: 0,
		logFile: join(folder, `${dialect}.log`),
		flags: [`--dialect=${dialect}`],
	});
	const control = new SandboxControl(sandbox.url);
	const { handles } = await control.account();
	const payable = handles.filter(({ blocked }) => !blocked).slice(0, COUNT);
	const flow = await Flow.put(
		stage,
		dialect,
		{
			credential: await stage.addCredential(dialect, { baseUrl: sandbox.url }),
			parameters: {
				...{ resource: 'handle', operation: 'allocate', amount: '10' },
				handleId: { __rl: true, mode: 'id', value: '={{ $json.handleId }}' },
				payOncePer: 'referenceNumber',
				referenceNumber: '={{ $json.reference }}',
			},
		},
		payable.map(({ enKashCardId }, index) => ({
			handleId: enKashCardId,
			reference: `Dialect-${index}-a1b2c3`,
		})),
	);
	const runs = [await flow.run(300_000), await flow.run(300_000)] as const;
	const paid = await control.payments();
	const ours = paid.filter(({ reference }) => reference.startsWith('Dialect-'));
	return { runs, times: ours.map(({ times }) => times) };
}

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'enkash-dialects-'));
	stage = await Stage.set({}, resolve('test/support/e2e/short-timing.ts'));
});
afterEach(async () => {
	await sandbox?.process.stop();
});
afterAll(async () => {
	await stage.strike();
	await rm(folder, { recursive: true, force: true });
});

const outcomesOf = (execution: Execution) => [
	...new Set(outputOf(execution).map(({ outcome }) => outcome)),
];

test.each(WORKS)('everybody is paid once in a real n8n where EnKash speaks %s', async (dialect) => {
	const { runs, times } = await runTwice(dialect);
	expect(runs.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
	expect(runs.map(outcomesOf)).toEqual([['allocated'], ['alreadyAllocated']]);
	expect(times).toEqual(Array.from({ length: COUNT }, () => 1));
});

test.each(REFUSES)(
	'nobody is paid twice in a real n8n where EnKash speaks %s, and the run says why it pays no more',
	async (dialect, paid, words) => {
		const { runs, times } = await runTwice(dialect);
		expect(times).toEqual(Array.from({ length: paid }, () => 1));
		expect(runs.map(({ status }) => status)).toEqual(['error', 'error']);
		for (const { error } of runs) {
			expect(`${error?.message ?? ''} ${error?.description ?? ''}`).toContain(words);
		}
	},
);
