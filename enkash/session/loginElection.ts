import { randomUUID } from 'node:crypto';
import { type Result, fail, succeed } from '../result.ts';
import { recordOf, withAttempt } from './attempts.ts';
import { type Identity, loginFingerprint, sessionFingerprint } from './identity.ts';
import type { Sessions } from './sessions.ts';
import type { OpenSession, SessionState } from './state.ts';

/** How long an announcement stands before it is believed, in ms. No write may take longer. */
const SETTLING_MS = 150;

/** How long to wait after a write that was too slow to be sure of, in ms. */
const SLOW_WRITE_MS = 5_000;

/** What is not known of an announced log-in after so long will never be known, in ms. */
const LOST_AFTER_MS = 45_000;

const POLL_MS = 200;

/** Other processes may be before this one, each with a log-in of its own; in ms. */
const GIVE_UP_AFTER_MS = 3 * 60_000;

export interface ElectionPorts {
	/** The stored state, fresh from n8n's database. */
	readonly read: () => Promise<SessionState>;
	/** Stores a state; `false` if n8n could not. */
	readonly write: (state: SessionState) => Promise<boolean>;
	/** Sends the log-in that was announced as this attempt, and stores what it leads to. */
	readonly logIn: (attemptId: string) => Promise<Result<SessionState>>;
	readonly sleep: (ms: number) => Promise<void>;
	/** ms since the epoch. */
	readonly now: () => number;
}

/**
 * Opens sessions so that, of all processes that share a credential, one logs in and the others take
 * over what it leads to.
 *
 * n8n stores credentials without a lock. So a log-in is announced first, as an attempt of which nothing
 * is known yet; whoever still finds its own announcement after the settling time sends it. A write that
 * took longer than the settling time may have covered another's announcement, so the writer then waits
 * for the other.
 */
export class LoginElection {
	private readonly sessions: Sessions;
	private readonly underWay = new Map<string, Promise<Result<OpenSession>>>();

	constructor(sessions: Sessions) {
		this.sessions = sessions;
	}

	/** A session to use now. `dead` is a token that is over. */
	async openSession(
		identity: Identity,
		ports: ElectionPorts,
		dead?: string,
	): Promise<Result<OpenSession>> {
		const key = sessionFingerprint(identity);
		const shared = this.underWay.get(key);
		if (shared) return await shared;
		const opening = this.openAlone(identity, ports, dead).finally(() => this.underWay.delete(key));
		this.underWay.set(key, opening);
		return await opening;
	}

	private async openAlone(
		identity: Identity,
		ports: ElectionPorts,
		dead: string | undefined,
	): Promise<Result<OpenSession>> {
		const { now, sleep } = ports;
		const login = loginFingerprint(identity);
		const mine = randomUUID();
		const giveUpAt = now() + GIVE_UP_AFTER_MS;
		while (now() < giveUpAt) {
			const stored = await ports.read();
			const awaited = awaitedIn(stored, login, now());
			if (awaited === mine) return await this.logIn(identity, ports, mine, dead);
			const standing = this.sessions.standing(stored, identity, now(), dead);
			if (standing.use === 'session') return succeed(standing.session);
			if (awaited !== undefined) {
				await sleep(POLL_MS);
				continue;
			}
			if (standing.use === 'nothing') {
				// What only this process knows, the others are to know as well.
				if (this.sessions.knowsMore(stored, identity)) {
					await ports.write(this.sessions.complete(stored, identity));
				}
				return fail(standing.failure);
			}
			const startedAt = now();
			const logins = withAttempt(stored.logins, login, { id: mine, at: startedAt });
			if (!(await ports.write({ ...without(stored, dead), logins })))
				return fail(SESSION_NOT_STORED);
			await sleep(now() - startedAt < SETTLING_MS ? SETTLING_MS : SLOW_WRITE_MS);
		}
		return fail(SESSION_NOT_STORED);
	}

	private async logIn(
		identity: Identity,
		ports: ElectionPorts,
		mine: string,
		dead: string | undefined,
	): Promise<Result<OpenSession>> {
		const state = await ports.logIn(mine);
		if (!state.ok) return state;
		const standing = this.sessions.standing(state.value, identity, ports.now(), dead);
		if (standing.use === 'session') return succeed(standing.session);
		return fail(standing.use === 'nothing' ? standing.failure : EXPIRED_AT_ONCE);
	}
}

/** The attempt of which it will soon be known whether it brought a token. */
function awaitedIn({ logins }: SessionState, login: string, now: number): string | undefined {
	const last = recordOf(logins, login).attempts.at(-1);
	return last && !last.reason && now < last.at + LOST_AFTER_MS ? last.id : undefined;
}

const without = ({ session, ...state }: SessionState, dead: string | undefined): SessionState =>
	session && session.accessToken !== dead ? { ...state, session } : state;

const shared = { endpoint: 'Authentication', affectsWholeBatch: true, data: {} } as const;

/** n8n did not keep what was to be written into the credential. */
export const SESSION_NOT_STORED = {
	...shared,
	kind: 'notSent',
	code: 'session-not-stored',
} as const;

const EXPIRED_AT_ONCE = { ...shared, kind: 'notSent', code: 'session-expired-at-once' } as const;
