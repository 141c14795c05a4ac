import { randomUUID } from 'node:crypto';
import type { Failure } from '../failures/failure.ts';
import { type Result, fail, succeed } from '../result.ts';
import type { LoginResult } from './login.ts';
import {
	type AnnouncedLogin,
	type Identity,
	type OpenSession,
	type RefusedLogin,
	type SessionState,
	loginFingerprint,
	readState,
	sessionFingerprint,
} from './state.ts';

/** How long an announcement stands before it is believed, in ms. No write may take longer. */
const SETTLING_MS = 150;

/** How long to wait for another process, or after a write that was too slow to be sure of, in ms. */
const PATIENCE_MS = 5_000;

/** An announcement that came to nothing for so long is taken over, in ms. */
const ABANDONED_AFTER_MS = 45_000;

const POLL_MS = 200;

export interface OpenerPorts {
	/** The stored state of the session, fresh from n8n's database. */
	readonly read: () => Promise<unknown>;
	/** Stores that a log-in is about to be sent. */
	readonly announce: (announcement: AnnouncedLogin) => Promise<Failure | undefined>;
	/** Logs in, and stores what it came to. */
	readonly logIn: () => Promise<LoginResult>;
	/** The refusal that stands for this log-in, if any. */
	readonly refusal: (stored: unknown) => RefusedLogin | undefined;
	readonly sleep: (ms: number) => Promise<void>;
	/** ms since the epoch. */
	readonly now: () => number;
}

type Opened = OpenSession | RefusedLogin;

const isMine = (state: SessionState | undefined, by: string) =>
	state?.kind === 'announced' && state.by === by;

/**
 * Opens sessions so that, of all processes that share a credential, one logs in and the others take
 * over what it came to: with a wrong password that is one refused log-in, not one per worker.
 *
 * n8n stores credentials without a lock. So a log-in is announced first; whoever still finds the own
 * announcement after the settling time sends it. A write that took longer than the settling time may
 * have covered another's announcement, so the writer then waits for the other.
 */
export class Opener {
	private readonly underWay = new Map<string, Promise<Result<Opened>>>();

	/** `dead` is a token that EnKash refused: it is not taken for a session any more. */
	async open(identity: Identity, ports: OpenerPorts, dead?: string): Promise<Result<Opened>> {
		const key = sessionFingerprint(identity);
		const shared = this.underWay.get(key);
		if (shared) return await shared;
		const opening = openAlone(identity, ports, dead).finally(() => this.underWay.delete(key));
		this.underWay.set(key, opening);
		return await opening;
	}
}

async function openAlone(
	identity: Identity,
	ports: OpenerPorts,
	dead: string | undefined,
): Promise<Result<Opened>> {
	const { now, sleep } = ports;
	const me = randomUUID();
	let seen: { by: string; since: number } | undefined;
	for (;;) {
		const stored = await ports.read();
		const refusal = ports.refusal(stored);
		if (refusal) return succeed(refusal);
		const state = readState(stored);
		if (state?.kind === 'open' && isUsable(state, identity, dead, now())) return succeed(state);
		if (isMine(state, me)) return await ports.logIn();
		if (state?.kind === 'announced' && state.login === loginFingerprint(identity)) {
			if (seen?.by !== state.by) seen = { by: state.by, since: now() };
			if (now() < seen.since + ABANDONED_AFTER_MS) {
				await sleep(POLL_MS);
				continue;
			}
		}
		const startedAt = now();
		const failure = await ports.announce({
			kind: 'announced',
			login: loginFingerprint(identity),
			by: me,
		});
		if (failure) return fail(failure);
		await sleep(now() - startedAt < SETTLING_MS ? SETTLING_MS : PATIENCE_MS);
	}
}

const isUsable = (state: OpenSession, identity: Identity, dead: string | undefined, now: number) =>
	state.identity === sessionFingerprint(identity) &&
	state.accessToken !== dead &&
	now < state.renewAt;
