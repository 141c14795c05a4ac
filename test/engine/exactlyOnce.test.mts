import { describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../../sandbox/faults.mts';
import { until } from '../../scripts/until.mts';
import { useBench } from './bench.mts';
import { allocate } from './operations.mts';
import type { Run } from './run.mts';

const bench = useBench();

/** How often money moved under each reference. */
const commits = async () => {
	const { commits: made } = await bench().control.account();
	return Object.fromEntries(Object.entries(made).filter(([reference]) => /^PAY/.test(reference)));
};

const once = (count: number) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`PAY-${index}`, 1]));

const outcomes = (run: Run) => run.output.map(({ outcome }) => outcome);

/** So many payments have been made. */
const paid = async (count: number) =>
	await until(async () => Object.keys(await commits()).length >= count);

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
	const run = await bench().run(parameters, await bench().payments(1), { retryOnFail: true });
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

test('says that it does not know, and pays on the next run, what was lost before the commit', async () => {
	const count = BEFORE_THE_COMMIT.length;
	await bench().control.addFaults(
		...BEFORE_THE_COMMIT.map((fault, index) => ({ ...fault, reference: `PAY-${index}` })),
	);
	const parameters = allocate({ options: { timeout: 500 } });
	const rows = await bench().payments(count);
	const first = await bench().run(parameters, rows, { onError: 'continueRegularOutput' });
	expect(outcomes(first)).toEqual(Array(count).fill('unknown'));
	expect(await commits()).toEqual({});

	const second = await bench().run(parameters, rows);
	expect(outcomes(second)).toEqual(Array(count).fill('allocated'));
	expect(await commits()).toEqual(once(count));
});

test('waits as long as EnKash asks, wherever it asks, and pays once', async () => {
	await bench().control.addFaults(
		{ endpoint: 'transactions', fault: 'rateLimited', retryAfter: 1 },
		{ endpoint: 'account', fault: 'rateLimited' },
		{ endpoint: 'allocate', fault: 'rateLimited', retryAfter: 1, as: 'date' },
		{ endpoint: 'allocate', fault: 'rateLimited', after: 1, retryAfter: 1 },
	);
	const run = await bench().run(allocate(), await bench().payments(4));
	expect(outcomes(run)).toEqual(Array(4).fill('allocated'));
	expect(await commits()).toEqual(once(4));
});

describe('when the commit comes after the confirmation window', () => {
	test('finds the payment on the next run', async () => {
		const late: FaultInput = { endpoint: 'allocate', fault: 'lateCommit', afterMs: 1_500 };
		await bench().control.addFaults(late);
		const parameters = allocate({ options: { confirmationWindow: 0.3 } });
		const rows = await bench().payments(1);
		const first = await bench().run(parameters, rows);
		expect(first.words).toContain('Unknown: PAY-0.');
		await paid(1);
		expect(outcomes(await bench().run(parameters, rows))).toEqual(['alreadyAllocated']);
		expect(await commits()).toEqual(once(1));
	});

	test('does not pay again when the next run is faster than the commit', async () => {
		const late: FaultInput = { endpoint: 'allocate', fault: 'lateCommit', afterMs: 3_000 };
		await bench().control.addFaults(late);
		const parameters = allocate({ options: { confirmationWindow: 0.3 } });
		const rows = await bench().payments(1);
		const run = await bench().run(parameters, rows, { retryOnFail: true, maxTries: 3 });
		expect(outcomes(run)).toEqual(['alreadyAllocated']);
		expect(await commits()).toEqual(once(1));
	});
});

test('pays a hundred references once each when a third of the first attempts fail somehow', async () => {
	const faults = [...AFTER_THE_COMMIT.map(([, fault]) => fault), ...BEFORE_THE_COMMIT];
	await bench().control.addFaults(
		...[...faults, ...faults]
			.slice(0, 33)
			.map((fault, index) => ({ ...fault, reference: `PAY-${index * 3}` })),
	);
	const parameters = allocate({ options: { timeout: 1_000, concurrency: 50 } });
	const run = await bench().run(parameters, await bench().payments(100), { retryOnFail: true });
	expect(run.succeeded).toBe(true);
	expect(await commits()).toEqual(once(100));
});

test('goes on with one more log-in when the session dies in the middle', async () => {
	await bench().control.settings({ latency: 20 });
	const running = bench().run(allocate(), await bench().payments(60));
	await paid(20);
	await bench().control.forgetTokens();
	expect(outcomes(await running)).toEqual(Array(60).fill('allocated'));
	expect(await commits()).toEqual(once(60));
	expect(await bench().control.logins()).toMatchObject({ ok: 2, failed: 0 });
});

/** What was under way is still paid for, although nobody waits for the answer any more. */
async function paidInTheEnd(): Promise<number> {
	await paid((await bench().control.calls()).endpoints.allocate.total);
	return Object.keys(await commits()).length;
}

test('pays the rest, and nothing twice, after the process was killed in the middle', async () => {
	await bench().control.settings({ latency: 50 });
	const rows = await bench().payments(60);
	const doomed = await bench().startEngine();
	const interrupted = bench().run(allocate(), rows, { engine: doomed });
	const end = expect(interrupted).rejects.toThrow();
	await paid(5);
	await doomed.kill();
	await end;
	const made = await paidInTheEnd();
	expect(made).toBeLessThan(60);

	const again = await bench().run(allocate({ options: { concurrency: 50 } }), rows);
	expect(outcomes(again).filter((outcome) => outcome === 'alreadyAllocated')).toHaveLength(made);
	expect(outcomes(again).filter((outcome) => outcome === 'allocated')).toHaveLength(60 - made);
	expect(await commits()).toEqual(once(60));
});

test('sends nothing more once the execution is cancelled, and pays the rest on the next run', async () => {
	await bench().control.settings({ latency: 50 });
	const rows = await bench().payments(60);
	const running = bench().run(allocate(), rows);
	await paid(5);
	await bench().engine.cancel();
	expect((await running).words).toMatch(/\d+ not sent/);
	const made = await paidInTheEnd();
	expect(made).toBeLessThan(60);
	await bench().control.settings({ latency: 0 });
	const again = await bench().run(allocate({ options: { concurrency: 50 } }), rows);
	expect(outcomes(again).filter((outcome) => outcome === 'allocated')).toHaveLength(60 - made);
	expect(await commits()).toEqual(once(60));
});

describe('when the same payments run twice at once', () => {
	const together = async (second = bench().engine) => {
		await bench().control.settings({ latency: 10 });
		const rows = await bench().payments(100);
		const runs = await Promise.all([
			bench().run(allocate(), rows),
			bench().run(allocate(), rows, { engine: second }),
		]);
		expect(await commits()).toEqual(once(100));
		const said = runs.flatMap(outcomes);
		expect(said.filter((outcome) => outcome === 'allocated')).toHaveLength(100);
		expect(said.filter((outcome) => outcome === 'alreadyAllocated')).toHaveLength(100);
	};

	test('pays each once in one process', async () => {
		await together();
	});

	test('pays each once in two processes', async () => {
		await together(await bench().startEngine());
	});
});
