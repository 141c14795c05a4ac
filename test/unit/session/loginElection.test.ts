import fc from 'fast-check';
import { loginFingerprint } from '../../../enkash/session/identity.ts';
import { readState, writeState } from '../../../enkash/session/state.ts';
import {
	BROKEN,
	IDENTITY,
	Installation,
	Process,
	REFUSED,
	UNREACHABLE,
	token,
} from './installation.mts';
import { runs } from '../../support/size.mts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);

let installation: Installation;
beforeEach(() => {
	jest.useFakeTimers({ now: START, doNotFake: ['performance', 'nextTick', 'setImmediate'] });
	installation = new Installation();
	installation.readMs = () => 3;
	installation.writeMs = () => 10;
	installation.answerMs = () => 50;
});
afterEach(() => jest.useRealTimers());

/** Lets time pass until the work is done. */
async function done<T>(work: Promise<T>): Promise<T> {
	let isDone = false;
	const ended = work.finally(() => (isDone = true));
	for (let ms = 0; !isDone && ms < 30 * MINUTE; ms += 50) await jest.advanceTimersByTimeAsync(50);
	return await ended;
}

const newProcess = () => new Process(installation);
const logIns = () => installation.reached.length;

const four = async () =>
	await done(Promise.all(Array.from({ length: 4 }, async () => await newProcess().open())));

describe('processes that share a credential', () => {
	it('log in once, and all use that session', async () => {
		const opened = await four();
		expect(opened).toEqual(opened.map(() => opened[0]));
		expect(opened[0]).toMatchObject({ ok: true, value: { accessToken: 'token 1' } });
	});

	it('send a wrong log-in once, and all are told why', async () => {
		installation.usual = () => REFUSED;
		for (const each of await four()) {
			expect(each).toMatchObject({ ok: false, failure: { code: 'login-refused' } });
		}
		expect(logIns()).toBe(1);
	});

	it('go on with a session that is still good while one of them renews it', async () => {
		await done(newProcess().open());
		jest.setSystemTime(jest.now() + 5 * MINUTE);
		installation.answerMs = () => 20_000;
		const renewing = newProcess().open();
		await jest.advanceTimersByTimeAsync(1_000);
		const startedAt = jest.now();
		expect(await done(newProcess().open())).toMatchObject({ value: { accessToken: 'token 1' } });
		expect(jest.now() - startedAt).toBeLessThan(1_000);
		expect(await done(renewing)).toMatchObject({ value: { accessToken: 'token 2' } });
	});

	it('do not use a token that is over', async () => {
		await done(newProcess().open());
		expect(await done(newProcess().open(IDENTITY, 'A', 'token 1'))).toMatchObject({
			value: { accessToken: 'token 2' },
		});
	});

	it('lose no session that is still good when its renewal fails', async () => {
		installation.answers = [token('old', 3_600), BROKEN];
		await done(newProcess().open());
		jest.setSystemTime(jest.now() + 5 * MINUTE);
		await done(newProcess().open());
		const { logins, session } = readState(installation.stored.get('A'));
		expect(session?.accessToken).toBe('old');
		expect(logins).toMatchObject([{ attempts: [{ reason: { code: 'login-not-understood' } }] }]);
		expect(await done(newProcess().open())).toMatchObject({ value: { accessToken: 'old' } });
	});
});

it('counts an announced log-in whose process ended before it knew what came of it', async () => {
	installation.answerMs = () => 24 * 60 * MINUTE;
	void newProcess().open();
	await jest.advanceTimersByTimeAsync(1_000);
	expect(logIns()).toBe(1);
	installation.answerMs = () => 50;
	const other = newProcess();
	expect(await done(other.open())).toMatchObject({ failure: { code: 'login-unanswered' } });
	expect(jest.now() - START).toBeGreaterThan(45_000);
	jest.setSystemTime(jest.now() + 15 * MINUTE);
	expect(await done(other.open())).toMatchObject({ ok: true });
});

it('takes an announcement back when the log-in surely never left', async () => {
	installation.answers = [UNREACHABLE];
	const process = newProcess();
	expect(await done(process.open())).toMatchObject({ failure: { code: 'unreachable' } });
	const { logins } = readState(installation.stored.get('A'));
	expect(logins.flatMap(({ attempts }) => attempts)).toEqual([]);
	expect(await done(process.open())).toMatchObject({ ok: true });
});

it('stores what only this process knew', async () => {
	installation.usual = () => BROKEN;
	const process = newProcess();
	await done(process.open());
	installation.stored.set('A', writeState({ logins: [] }));
	await done(process.open());
	expect(await done(newProcess().open())).toMatchObject({ ok: false });
	expect(logIns()).toBe(1);
});

it('gives up when others are before it again and again', async () => {
	let turn = 0;
	installation.read = async () => {
		await jest.advanceTimersByTimeAsync(0);
		const login = loginFingerprint(IDENTITY);
		const attempts = [{ id: `other ${turn++}`, at: jest.now() }];
		return writeState({ logins: [{ login, attempts }] });
	};
	expect(await done(newProcess().open())).toMatchObject({
		failure: { kind: 'notSent', code: 'session-not-stored' },
	});
	expect(logIns()).toBe(0);
});

const ms = (max: number) => fc.integer({ min: 0, max });
const pauses = fc.oneof(ms(300), ms(20 * MINUTE));
const outcomes = fc.array(fc.constantFrom(BROKEN, BROKEN, REFUSED, UNREACHABLE), { maxLength: 6 });

/** Lets runs begin one after the other, each after a pause, and tells when log-ins reached EnKash. */
async function reached(
	given: { outcomes: ReadonlyArray<typeof BROKEN>; writes: readonly number[] },
	runs: ReadonlyArray<readonly [pause: number, run: () => Promise<unknown>]>,
): Promise<readonly number[]> {
	let write = 0;
	installation.writeMs = () => given.writes[write++ % given.writes.length] ?? 0;
	installation.answers = [...given.outcomes];
	installation.usual = () => BROKEN;
	const underWay: Array<Promise<unknown>> = [];
	for (const [pause, run] of runs) {
		await jest.advanceTimersByTimeAsync(pause);
		underWay.push(run());
	}
	await done(Promise.all(underWay));
	return installation.reached;
}

function fresh(): void {
	const { answerMs, readMs } = installation;
	installation = new Installation();
	Object.assign(installation, { answerMs, readMs });
}

function expectBudget(times: readonly number[]): void {
	expect(times.length).toBeLessThanOrEqual(2);
	const [first = 0, second = Infinity] = times;
	expect(second - first).toBeGreaterThanOrEqual(15 * MINUTE);
}

describe('whatever EnKash answers instead of a token, at most two log-ins reach it, 15 minutes apart', () => {
	it('from three processes that share a credential', async () => {
		const run = fc.record({ process: fc.nat(2), pause: pauses });
		const story = fc.record({
			runs: fc.array(run, { minLength: 1, maxLength: 15 }),
			writes: fc.array(ms(140), { minLength: 1 }),
			outcomes,
		});
		await fc.assert(
			fc.asyncProperty(story, async ({ runs, ...given }) => {
				fresh();
				const all = [newProcess(), newProcess(), newProcess()];
				const begun = runs.map(
					({ pause, process }) => [pause, async () => await all[process]?.open()] as const,
				);
				expectBudget(await reached(given, begun));
			}),
			{ numRuns: runs(60) },
		);
	});

	it('from one process with two credentials of the same log-in, and from other nodes', async () => {
		const run = fc.record({
			credential: fc.constantFrom('A', 'B'),
			isOtherNode: fc.boolean(),
			pause: pauses,
		});
		const story = fc.record({
			runs: fc.array(run, { minLength: 1, maxLength: 15 }),
			writes: fc.array(ms(2_000), { minLength: 1 }),
			outcomes,
		});
		await fc.assert(
			fc.asyncProperty(story, async ({ runs, ...given }) => {
				fresh();
				const process = newProcess();
				const begun = runs.map(
					({ credential, isOtherNode, pause }) =>
						[
							pause,
							async () =>
								isOtherNode
									? await process.token(IDENTITY, credential)
									: await process.open(IDENTITY, credential),
						] as const,
				);
				expectBudget(await reached(given, begun));
			}),
			{ numRuns: runs(60) },
		);
	});
});
