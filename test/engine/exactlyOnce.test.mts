import { beforeEach, describe, expect, test } from '@jest/globals';
import {
	ABSENCE_TELLS_AFTER_MS,
	HIDDEN_AT_MOST_MS,
	PROOF_LASTS_MS,
} from '../../enkash/payout/timing.ts';
import type { FaultInput } from '../../sandbox/faults.mts';
import { until } from '../../scripts/until.mts';
import type { Engine } from '../support/engine.mts';
import { type Row, useBench } from './bench.mts';
import { useNames } from './names.mts';
import { allocate } from './operations.mts';
import type { Run } from './run.mts';

const bench = useBench();

const { renamed, unique } = useNames();

const referenceOf = (index: number): string => unique(`PAY-${index}`);

const payments = async (count: number): Promise<Row[]> => renamed(await bench().payments(count));

/** How often money moved under each reference. */
const commits = async () => {
	const { commits: made } = await bench().control.account();
	return Object.fromEntries(Object.entries(made).filter(([reference]) => /^PAY-/.test(reference)));
};

const once = (count: number) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [referenceOf(index), 1]));

const outcomes = (run: Run) => run.output.map(({ outcome }) => outcome);

/** How many payments came to each outcome. */
const counted = (...runs: readonly Run[]): Readonly<Record<string, number>> => {
	const counts: Record<string, number> = {};
	for (const outcome of runs.flatMap(outcomes)) {
		counts[String(outcome)] = (counts[String(outcome)] ?? 0) + 1;
	}
	return counts;
};

/** So many payments have been made. */
const paid = async (count: number) =>
	await until(async () => Object.keys(await commits()).length >= count);

/** What a process has seen of EnKash is over when the next test begins: its sandbox is a new one. */
let startsAfterMs = 0;
beforeEach(async () => {
	startsAfterMs += HIDDEN_AT_MOST_MS + 2 * PROOF_LASTS_MS;
	await setClock(startsAfterMs);
});

const setClock = async (afterMs: number, engine = bench().engine) =>
	await engine.setClock(new Date(Date.now() + afterMs).toISOString());

/** A second process, by whose clock it is as late. */
async function startEngine(): Promise<Engine> {
	const engine = await bench().startEngine();
	await setClock(startsAfterMs, engine);
	return engine;
}

/** Every lease that stands now is over then, and EnKash hides nothing any more. */
const whenLeasesAreOver = async () => await setClock(startsAfterMs + HIDDEN_AT_MOST_MS);

/** The canary of these tests is shown sooner. */
const CANARY_LAG_MS = 10_000;

/** What EnKash has turned away has then been looked for long enough, all but a few seconds. */
const whenAbsenceTells = async () =>
	await setClock(startsAfterMs + ABSENCE_TELLS_AFTER_MS + CANARY_LAG_MS);

const CONTINUE = { onError: 'continueRegularOutput' } as const;

/** Runs again, and once more with what a person looked for in the sandbox's books and did not find. */
async function runAfterLooking(rows: readonly Row[]): Promise<Run> {
	const run = await bench().run(allocate(), rows, CONTINUE);
	const open = run.output.filter(({ outcome }) => outcome === 'notSent');
	expect(open.filter(({ code }) => code !== 'begun-before')).toEqual([]);
	const made = await commits();
	const references = open.map(({ referenceNumber }) => String(referenceNumber));
	const checkedByHand = references.filter((reference) => !made[reference]).join(', ');
	return await bench().run(allocate({ options: { checkedByHand } }), rows);
}

const AFTER_THE_COMMIT: ReadonlyArray<readonly [string, FaultInput]> = [
	['the connection is lost', { endpoint: 'allocate', fault: 'dropAfterCommit' }],
	['the answer takes longer than the time-out', { endpoint: 'allocate', fault: 'hangAfterCommit' }],
	...([500, 502, 503, 504] as const).map((status): readonly [string, FaultInput] => [
		`the answer is a ${status}`,
		{ endpoint: 'allocate', fault: 'statusAfterCommit', status },
	]),
	[
		'the answer is a web page with 502',
		{ endpoint: 'allocate', fault: 'statusAfterCommit', status: 502, body: 'html' },
	],
	['the answer is half a JSON', { endpoint: 'allocate', fault: 'malformedJson' }],
	['the answer is empty', { endpoint: 'allocate', fault: 'emptyBody' }],
	['the answer is a web page', { endpoint: 'allocate', fault: 'htmlBody' }],
	['the answer names another reference', { endpoint: 'allocate', fault: 'wrongReference' }],
	[
		'the answer names no reference',
		{ endpoint: 'allocate', fault: 'missingFields', fields: ['pgReferenceNumber'] },
	],
	['the answer cannot be decrypted', { endpoint: 'allocate', fault: 'undecryptable' }],
	['the commit itself comes late', { endpoint: 'allocate', fault: 'lateCommit', afterMs: 700 }],
	[
		'the commit itself comes late and the answer is a 504',
		{ endpoint: 'allocate', fault: 'lateCommit', afterMs: 700, answer: 504 },
	],
];

test.each(AFTER_THE_COMMIT)('pays once when %s after the commit', async (_, fault) => {
	await bench().control.addFaults(fault);
	const parameters = allocate({ options: { timeout: 500, confirmationWindow: 5 } });
	const run = await bench().run(parameters, await payments(1), { retryOnFail: true });
	expect(run.output).toEqual([
		expect.objectContaining({ outcome: 'allocated', confirmedBy: 'lookup' }),
	]);
	expect(await commits()).toEqual(once(1));
});

const BEFORE_THE_COMMIT: readonly FaultInput[] = [
	{ endpoint: 'allocate', fault: 'dropBeforeCommit' },
	{ endpoint: 'allocate', fault: 'hangBeforeCommit' },
	...([500, 502, 503, 504] as const).map(
		(status): FaultInput => ({ endpoint: 'allocate', fault: 'statusBeforeCommit', status }),
	),
];

test.each(BEFORE_THE_COMMIT)(
	'says that it does not know, and pays once a person has looked, after $fault $status',
	async (fault) => {
		await bench().control.addFaults({ ...fault, reference: referenceOf(1) });
		const parameters = allocate({ options: { timeout: 500, confirmationWindow: 0 } });
		const rows = await payments(4);
		const first = await bench().run(parameters, rows.slice(0, 3), CONTINUE);
		expect(outcomes(first)).toEqual(['allocated', 'unknown', 'allocated']);

		const second = await bench().run(parameters, rows.slice(0, 3), CONTINUE);
		expect(outcomes(second)).toEqual(['alreadyAllocated', 'notSent', 'alreadyAllocated']);
		expect(second.output[1]).toMatchObject({ code: 'begun-by-another-run' });

		await whenLeasesAreOver();
		const third = await runAfterLooking(rows);
		expect(counted(third)).toEqual({ alreadyAllocated: 3, allocated: 1 });
		expect(await commits()).toEqual(once(4));
	},
);

test('waits as long as EnKash asks, wherever it asks, and pays once', async () => {
	await bench().control.addFaults(
		{ endpoint: 'transactions', fault: 'rateLimited', retryAfter: 1 },
		{ endpoint: 'account', fault: 'rateLimited' },
		{ endpoint: 'search', fault: 'rateLimited', retryAfter: 1, as: 'date' },
	);
	const run = await bench().run(allocate(), await payments(4));
	expect(counted(run)).toEqual({ allocated: 4 });
	expect(await commits()).toEqual(once(4));
});

test('looks long enough for a payment that was turned away before it sends it again', async () => {
	await bench().control.addFaults({
		...{ endpoint: 'allocate', fault: 'rateLimited', retryAfter: 1, reference: referenceOf(1) },
	});
	const running = bench().run(allocate(), await payments(3));
	const callsFor = async (endpoint: string) =>
		(await bench().control.calls()).calls.filter(
			(call) => call.endpoint === endpoint && call.reference === referenceOf(1),
		).length;
	await until(async () => (await callsFor('transactions')) > 3);
	expect(await callsFor('allocate')).toBe(1);
	await whenAbsenceTells();
	expect(counted(await running)).toEqual({ allocated: 3 });
	expect(await callsFor('allocate')).toBe(2);
	expect(await commits()).toEqual(once(3));
});

describe('when the commit comes after the confirmation window', () => {
	test('finds the payment on the next run', async () => {
		const late: FaultInput = { endpoint: 'allocate', fault: 'lateCommit', afterMs: 2_500 };
		await bench().control.addFaults(late);
		const parameters = allocate({ options: { timeout: 500, confirmationWindow: 1 } });
		const rows = await payments(1);
		const first = await bench().run(parameters, rows, CONTINUE);
		expect(outcomes(first)).toEqual(['unknown']);
		await paid(1);
		expect(outcomes(await bench().run(parameters, rows))).toEqual(['alreadyAllocated']);
		expect(await commits()).toEqual(once(1));
	});

	test('does not pay again when the next runs are faster than the commit', async () => {
		const late: FaultInput = { endpoint: 'allocate', fault: 'lateCommit', afterMs: 5_000 };
		await bench().control.addFaults(late);
		const parameters = allocate({ options: { timeout: 500, confirmationWindow: 0 } });
		const rows = await payments(1);
		const run = await bench().run(parameters, rows, { retryOnFail: true, maxTries: 3 });
		expect(run.succeeded).toBe(false);
		await paid(1);
		expect(outcomes(await bench().run(parameters, rows))).toEqual(['alreadyAllocated']);
		expect(await commits()).toEqual(once(1));
	});
});

test('pays a hundred references once each when a third of the first attempts fail somehow', async () => {
	const faults = [...AFTER_THE_COMMIT.map(([, fault]) => fault), ...BEFORE_THE_COMMIT];
	await bench().control.addFaults(
		...[...faults, ...faults]
			.slice(0, 33)
			.map((fault, index) => ({ ...fault, reference: referenceOf(index * 3 + 1) })),
	);
	const parameters = allocate({ options: { timeout: 1_000, concurrency: 50 } });
	const rows = await payments(101);
	const first = await bench().run(parameters, rows.slice(0, 100), CONTINUE);
	expect(counted(first)).toMatchObject({ allocated: expect.any(Number) });
	await whenLeasesAreOver();
	expect((await runAfterLooking(rows)).succeeded).toBe(true);
	expect(await commits()).toEqual(once(101));
});

test('goes on with one more log-in when the session dies in the middle', async () => {
	await bench().control.settings({ latency: 20 });
	const running = bench().run(allocate(), await payments(60));
	await paid(20);
	await bench().control.forgetTokens();
	// All but those that were under way, and are looked for now.
	await paid(50);
	await whenAbsenceTells();
	expect(counted(await running)).toEqual({ allocated: 60 });
	expect(await commits()).toEqual(once(60));
	expect(await bench().control.logins()).toMatchObject({ ok: 2, failed: 0 });
});

/** What was under way is still paid for, although nobody waits for the answer any more. */
async function paidInTheEnd(): Promise<number> {
	await paid((await bench().control.calls()).endpoints.allocate.total);
	return Object.keys(await commits()).length;
}

test('pays the rest once a person has looked for it, and nothing twice, after the process was killed', async () => {
	await bench().control.settings({ latency: 50 });
	const rows = await payments(61);
	const doomed = await startEngine();
	const interrupted = bench().run(allocate(), rows.slice(0, 60), { engine: doomed });
	const end = expect(interrupted).rejects.toThrow();
	await paid(5);
	await doomed.kill();
	await end;
	const made = await paidInTheEnd();
	expect(made).toBeLessThan(60);

	const parameters = allocate({ options: { concurrency: 50 } });
	const again = await bench().run(parameters, rows.slice(0, 60), CONTINUE);
	expect(counted(again)).toEqual({ alreadyAllocated: made, notSent: 60 - made });
	expect(again.output.at(-1)).toMatchObject({
		code: 'begun-by-another-run',
		advice: expect.stringContaining('Run again after'),
	});

	await whenLeasesAreOver();
	const last = await runAfterLooking(rows);
	expect(counted(last)).toEqual({ alreadyAllocated: made + 1, allocated: 60 - made });
	expect(await commits()).toEqual(once(61));
});

test('sends nothing more once the execution is cancelled, and pays the rest on the next run', async () => {
	await bench().control.settings({ latency: 50 });
	const rows = await payments(61);
	const running = bench().run(allocate(), rows.slice(0, 60));
	await paid(5);
	await bench().engine.cancel();
	expect((await running).succeeded).toBe(false);
	const made = await paidInTheEnd();
	expect(made).toBeLessThan(60);
	await bench().control.settings({ latency: 0 });
	const parameters = allocate({ options: { concurrency: 50 } });
	const again = await bench().run(parameters, rows.slice(0, 60), CONTINUE);
	const { allocated = 0, alreadyAllocated, notSent: cutOff = 0 } = counted(again);
	expect(alreadyAllocated).toBe(made);
	// What was under way when it was cancelled. Nobody waited for its answers.
	expect(cutOff).toBeLessThanOrEqual(10);
	expect(made + allocated + cutOff).toBe(60);

	await whenLeasesAreOver();
	expect((await runAfterLooking(rows)).succeeded).toBe(true);
	expect(await commits()).toEqual(once(61));
});

describe('when the same payments run twice at once', () => {
	const together = async (second = bench().engine) => {
		await bench().control.settings({ latency: 10 });
		const rows = await payments(100);
		return await Promise.all([
			bench().run(allocate(), rows, CONTINUE),
			bench().run(allocate(), rows, { ...CONTINUE, engine: second }),
		]);
	};

	test('pays each once in one process, and both runs know', async () => {
		const runs = await together();
		expect(counted(...runs)).toEqual({ allocated: 100, alreadyAllocated: 100 });
		expect(await commits()).toEqual(once(100));
	});

	test('pays none twice in two processes, and the rest when the leases are over', async () => {
		const other = await startEngine();
		const runs = await together(other);
		const { allocated = 0, unknown = 0 } = counted(...runs);
		expect(unknown).toBe(0);
		expect(Object.values(await commits())).toEqual(Array(allocated).fill(1));
		await whenLeasesAreOver();
		const again = await bench().run(allocate(), await payments(101));
		expect(counted(again)).toEqual({ alreadyAllocated: allocated, allocated: 101 - allocated });
		expect(await commits()).toEqual(once(101));
	});
});
