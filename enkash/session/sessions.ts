import { randomUUID } from 'node:crypto';
import { BoundedMap } from '../boundedMap.ts';
import type { Failure } from '../failures/failure.ts';
import { Locks } from '../locks.ts';
import { type Result, fail, succeed } from '../result.ts';
import {
	type LoginHistory,
	type LoginRecord,
	mergeHistories,
	mostOf,
	recordOf,
	withAttempt,
	withSuccess,
	withoutAttempt,
} from './attempts.ts';
import { type Identity, loginFingerprint, sessionFingerprint } from './identity.ts';
import { type SendLogin, login } from './login.ts';
import { type SessionStanding, standingOf } from './standing.ts';
import { type OpenSession, type SessionState, dueLater, sessionOf } from './state.ts';

/** A second token that is over this soon after the first is not helped by a third log-in, in ms. */
const OVER_AGAIN_MS = 5_000;

/** Sessions remembered per process. */
const MAX_SESSIONS = 200;

/** Log-ins remembered per process, and those stored with a credential beside its own. */
const MAX_LOGINS = 1_000;
const MAX_OTHER_LOGINS = 20;

export interface SessionPorts {
	readonly sendLogin: SendLogin;
	/** Asks EnKash whether it still takes the token; `undefined` if it did not say. */
	readonly stillTaken: (accessToken: string) => Promise<boolean | undefined>;
	/** ms since the epoch. */
	readonly now: () => number;
}

/** What to store after a log-in, and why none was sent if EnKash was surely not reached. */
export interface LoggedIn {
	readonly state: SessionState;
	readonly failure?: Failure;
}

/**
 * What one process knows of sessions and log-ins, whichever credentials they are stored with. One
 * log-in at a time is sent, and only within its budget: see `attempts.ts`.
 */
export class Sessions {
	private history: LoginHistory = [];
	/** By `sessionFingerprint`. */
	private readonly opened = new BoundedMap<string, OpenSession>(MAX_SESSIONS);
	/** When a token that should have been good was last replaced, by `sessionFingerprint`. */
	private readonly replacedAt = new BoundedMap<string, number>(MAX_SESSIONS);
	private readonly renewals = new Map<string, Promise<Result<SessionState | undefined>>>();
	private readonly logins = new Locks();

	/** What a call with the stored state can go on with. `dead` is a token that is over. */
	standing(state: SessionState, identity: Identity, now: number, dead?: string): SessionStanding {
		const record = this.record(state, identity);
		return standingOf(sessionOf(state, identity, now, dead), record, now);
	}

	/** Whether this process knows of attempts that are not stored, or not what came of them. */
	knowsMore(state: SessionState, identity: Identity): boolean {
		const stored = recordOf(mergeHistories(state.logins, []), loginFingerprint(identity));
		return JSON.stringify(stored) !== JSON.stringify(this.record(state, identity));
	}

	/** The state with all that is known of the identity's log-in. */
	complete(state: SessionState, identity: Identity): SessionState {
		const own = this.record(state, identity);
		const others = state.logins.filter(({ login }) => login !== own.login);
		return { ...state, logins: [own, ...mostOf(others, MAX_OTHER_LOGINS)] };
	}

	/**
	 * The state to store when the stored one gave no usable session or its token is over. `undefined`:
	 * the token is still good, so what failed was something else.
	 */
	async renew(
		stored: SessionState,
		identity: Identity,
		ports: SessionPorts,
	): Promise<Result<SessionState | undefined>> {
		const key = sessionFingerprint(identity);
		const shared = this.renewals.get(key);
		if (shared) return await shared;
		const renewal = this.renewAlone(stored, identity, ports).finally(() =>
			this.renewals.delete(key),
		);
		this.renewals.set(key, renewal);
		return await renewal;
	}

	private async renewAlone(
		stored: SessionState,
		identity: Identity,
		ports: SessionPorts,
	): Promise<Result<SessionState | undefined>> {
		const now = ports.now();
		const key = sessionFingerprint(identity);
		const used = sessionOf(stored, identity, now);
		// Another credential of this process, or an earlier call, has opened a newer one.
		const newer = this.opened.get(key);
		if (newer && now < newer.renewAt && newer.renewAt > (used?.renewAt ?? 0)) {
			return succeed(this.complete({ ...stored, session: newer }, identity));
		}
		// There is none, or it is due.
		if (this.standing(stored, identity, now).use !== 'session') {
			return resultOf(await this.logIn(stored, identity, ports));
		}
		// It was good, and still n8n asks for another one: EnKash has refused a call with it.
		if (!used || now < (this.replacedAt.get(key) ?? -Infinity) + OVER_AGAIN_MS) {
			return succeed(undefined);
		}
		if ((await ports.stillTaken(used.accessToken)) !== false) return succeed(undefined);
		this.replacedAt.set(key, now);
		this.opened.delete(key);
		return resultOf(await this.logIn({ logins: stored.logins }, identity, ports));
	}

	/**
	 * Logs in if its budget allows. A log-in that brought no token leaves a state without a new session;
	 * one that surely never left is as if it had not been tried.
	 *
	 * @param id of the attempt, if it was announced
	 */
	async logIn(
		stored: SessionState,
		identity: Identity,
		{ sendLogin, now }: Pick<SessionPorts, 'sendLogin' | 'now'>,
		id: string = randomUUID(),
	): Promise<LoggedIn> {
		const key = loginFingerprint(identity);
		const turn = await this.logins.hold([key]);
		try {
			const before = { ...stored, logins: withoutAttempt(stored.logins, key, id) };
			const sentAt = now();
			const standing = this.standing(before, identity, sentAt);
			// Somebody else has logged in meanwhile, or has used the budget up.
			if (standing.use !== 'login') return { state: this.complete(before, identity) };
			this.history = withAttempt(this.history, key, { id, at: sentAt });
			const result = await login(identity, sendLogin, sentAt);
			this.history = withoutAttempt(this.history, key, id);
			if (result.kind === 'token') {
				const { session } = result;
				this.history = withSuccess(this.history, key, sentAt);
				this.opened.set(session.identity, session);
				return { state: this.complete({ ...before, session }, identity) };
			}
			if (result.kind === 'noToken') {
				this.history = withAttempt(this.history, key, { id, at: sentAt, reason: result.reason });
				return { state: this.complete(before, identity) };
			}
			// It surely never left: a session that is only due is used a while longer.
			const session = sessionOf(before, identity, now());
			if (!session) return { state: before, failure: result.failure };
			return { state: { ...before, session: dueLater(session, now()) } };
		} finally {
			turn.release();
		}
	}

	/** What the process and the state know of a log-in; it is known to the process from then on. */
	private record({ logins }: SessionState, identity: Identity): LoginRecord {
		const key = loginFingerprint(identity);
		const stored = recordOf(logins, key);
		const settled = { ...stored, attempts: stored.attempts.filter(({ reason }) => reason) };
		this.history = mostOf(mergeHistories(this.history, [settled]), MAX_LOGINS);
		return recordOf(mergeHistories(logins, this.history), key);
	}
}

const resultOf = ({ failure, state }: LoggedIn): Result<SessionState> =>
	failure ? fail(failure) : succeed(state);
