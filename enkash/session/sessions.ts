import type { Failure } from '../failures/failure.ts';
import { type Result, succeed } from '../result.ts';
import { type LoginResult, type SendLogin, login } from './login.ts';
import {
	type Identity,
	type OpenSession,
	type RefusedLogin,
	type SessionState,
	loginFingerprint,
	readState,
	sessionFingerprint,
} from './state.ts';

/** A locked account may have been unlocked since: one attempt is allowed after this long, in ms. */
const LOCKED_RETRY_AFTER_MS = 30 * 60_000;

/** A second token refused this soon after the first is not helped by a third log-in, in ms. */
const REFUSED_AGAIN_MS = 5_000;

/** Memories kept per process; the oldest go first. */
const MAX_REMEMBERED = 200;

export interface SessionPorts {
	readonly sendLogin: SendLogin;
	/** Asks EnKash whether it still takes the token; `undefined` if it did not say. */
	readonly stillTaken: (accessToken: string) => Promise<boolean | undefined>;
	/** ms since the epoch. */
	readonly now: () => number;
}

/** What a stored state is good for, at this moment and for this identity. */
export type Standing =
	| { readonly use: 'token'; readonly accessToken: string }
	| { readonly use: 'refusal'; readonly refusal: RefusedLogin }
	| { readonly use: 'nothing' };

/** Judges a stored state. Sends nothing. */
export function standing(stored: unknown, identity: Identity, now: number): Standing {
	const state = readState(stored);
	if (state?.kind === 'open' && belongs(state, identity) && now < state.renewAt) {
		return { use: 'token', accessToken: state.accessToken };
	}
	if (state?.kind === 'refused' && stands(state, identity, now)) {
		return { use: 'refusal', refusal: state };
	}
	return { use: 'nothing' };
}

const belongs = (state: OpenSession, identity: Identity) =>
	state.identity === sessionFingerprint(identity);

const stands = (state: RefusedLogin, identity: Identity, now: number) =>
	state.login === loginFingerprint(identity) &&
	!(state.locked && now >= state.refusedAt + LOCKED_RETRY_AFTER_MS);

/**
 * The sessions of one process. Log-ins under way are shared, and what they came to is remembered, so
 * that any number of parallel calls makes one log-in, and a refused one is never sent again.
 */
export class Sessions {
	private readonly known = new Map<string, SessionState>();
	/** When a token that should have been good was last replaced, by identity. */
	private readonly replacedAt = new Map<string, number>();
	private readonly underWay = new Map<string, Promise<Result<SessionState | undefined>>>();

	/**
	 * The state to store when the stored one gave no usable session or EnKash refused its token.
	 * `undefined`: the token is still good, so what failed was something else.
	 */
	async renew(
		stored: unknown,
		identity: Identity,
		ports: SessionPorts,
	): Promise<Result<SessionState | undefined>> {
		const refusal = this.refusal(stored, identity, ports.now());
		if (refusal) return succeed(refusal);
		const key = sessionFingerprint(identity);
		const current = readState(stored);
		const used = current?.kind === 'open' && belongs(current, identity) ? current : undefined;
		const newer = this.known.get(key);
		if (newer?.kind === 'open' && ports.now() < newer.renewAt) {
			if (newer.accessToken !== used?.accessToken) return succeed(newer);
		}
		const shared = this.underWay.get(key);
		if (shared) return await shared;
		const renewal = this.renewAlone(used, identity, ports).finally(() => this.underWay.delete(key));
		this.underWay.set(key, renewal);
		return await renewal;
	}

	/** Logs in, and remembers for this process what it came to. */
	async logIn(identity: Identity, send: SendLogin, now: () => number): Promise<LoginResult> {
		const result = await login(identity, send, now);
		if (result.ok) {
			const { value } = result;
			this.remember(value.kind === 'open' ? value.identity : value.login, value);
		}
		return result;
	}

	/** The refusal that stands for this log-in, stored with the credential or known to this process. */
	refusal(stored: unknown, identity: Identity, now: number): RefusedLogin | undefined {
		return [readState(stored), this.known.get(loginFingerprint(identity))].find(
			(state): state is RefusedLogin => state?.kind === 'refused' && stands(state, identity, now),
		);
	}

	private async renewAlone(
		used: OpenSession | undefined,
		identity: Identity,
		ports: SessionPorts,
	): Promise<Result<SessionState | undefined>> {
		const now = ports.now();
		if (used && now < used.renewAt) {
			const replacedAt = this.replacedAt.get(used.identity) ?? -Infinity;
			if (now < replacedAt + REFUSED_AGAIN_MS) return succeed(undefined);
			if ((await ports.stillTaken(used.accessToken)) !== false) return succeed(undefined);
			this.replacedAt.set(used.identity, now);
		}
		const result = await this.logIn(identity, ports.sendLogin, ports.now);
		return result.ok ? result : this.goOnWith(used, result, ports.now());
	}

	/** EnKash's log-in is down: a token that was due for renewal early is still the best there is. */
	private goOnWith(
		used: OpenSession | undefined,
		result: LoginResult,
		now: number,
	): Result<SessionState | undefined> {
		if (!used || now < used.renewAt || now >= used.expiresAt) return result;
		return succeed({ ...used, renewAt: Math.min(used.expiresAt, now + 30_000) });
	}

	private remember(key: string, state: SessionState): void {
		this.known.delete(key);
		this.known.set(key, state);
		const [oldest] = this.known.keys();
		if (this.known.size <= MAX_REMEMBERED || oldest === undefined) return;
		this.known.delete(oldest);
		this.replacedAt.delete(oldest);
	}
}

/** The words for a log-in that EnKash refused and that is not sent again. */
export function refusalFailure(refusal: RefusedLogin): Failure {
	const shared = {
		kind: 'credential',
		endpoint: 'Authentication',
		status: refusal.status,
		affectsWholeBatch: true,
	} as const;
	return refusal.locked
		? {
				...shared,
				message: `EnKash has locked this account: ${refusal.words}`,
				advice:
					'Ask EnKash to unlock it. No log-in is sent until 30 minutes have passed or the log-in in the credential is changed.',
			}
		: {
				...shared,
				message: `EnKash refused the log-in: ${refusal.words}`,
				advice:
					'It was not tried again, since EnKash locks an account after three refused log-ins. Correct the user name, password, client id or client secret in the credential: the corrected log-in is tried once.',
			};
}
