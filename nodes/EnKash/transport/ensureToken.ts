import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Authentication } from '../../../enkash/connection.ts';
import { standingRefusal } from '../../../credentials/session/hooks.ts';
import { Opener, type OpenerPorts } from '../../../enkash/session/loginElection.ts';
import { refusalFailure } from '../../../enkash/session/sessions.ts';
import {
	type Identity,
	type OpenSession,
	readState,
	sessionFingerprint,
	writeState,
} from '../../../enkash/session/state.ts';
import { takeStep } from '../../../credentials/session/credentialWrite.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import { wait } from './wait.ts';

/** One per process: runs that need the same session at the same time open it once. */
const opener = new Opener();

/** A token that was due for renewal early is used so much longer if no log-in can be had, in ms. */
const GRACE_MS = 30_000;

export interface SessionSource {
	/** The credential, fresh from n8n's database. */
	readonly read: () => Promise<ICredentialDataDecryptedObject>;
	/** Sends any request with that credential object; see `takeStep`. */
	readonly request: (credential: ICredentialDataDecryptedObject) => Promise<unknown>;
}

/** Makes sure of a token; `dead` is one that EnKash has just refused. */
export type EnsureToken = (dead?: string) => Promise<Result<string>>;

/**
 * The session that all calls of one run share. `credential` is the object that they are sent with:
 * a renewed session is written into it.
 */
export function sessionOf(
	credential: ICredentialDataDecryptedObject,
	authentication: Authentication,
	source: SessionSource,
): EnsureToken {
	if (authentication.by === 'accessToken') {
		return async () => await Promise.resolve(succeed(authentication.accessToken));
	}
	const { identity } = authentication;
	const ports = portsOf(identity, source);
	let current = openedBefore(credential.sessionToken, identity);

	const use = (session: OpenSession): Result<string> => {
		if (session !== current) credential.sessionToken = writeState(session);
		current = session;
		return succeed(session.accessToken);
	};

	return async (dead) => {
		const now = Date.now();
		if (current && current.accessToken !== dead && now < current.renewAt) return use(current);
		const opened = await opener.open(identity, ports, dead);
		if (opened.ok) {
			const { value } = opened;
			return value.kind === 'open' ? use(value) : fail(refusalFailure(value));
		}
		const isStillGood = current && current.accessToken !== dead && now < current.expiresAt;
		if (!current || !isStillGood) return opened;
		return use({ ...current, renewAt: Math.min(current.expiresAt, now + GRACE_MS) });
	};
}

function openedBefore(stored: unknown, identity: Identity): OpenSession | undefined {
	const state = readState(stored);
	return state?.kind === 'open' && state.identity === sessionFingerprint(identity)
		? state
		: undefined;
}

function portsOf(identity: Identity, { read, request }: SessionSource): OpenerPorts {
	let credential: ICredentialDataDecryptedObject | undefined;
	const fresh = async () => (credential ??= await read());
	return {
		read: async () => {
			credential = undefined;
			return (await fresh()).sessionToken;
		},
		announce: async (announcement) => {
			const used = await fresh();
			const step = { kind: 'announce', announcement } as const;
			const { stored } = await takeStep(used, step, async () => await request(used));
			return stored ? undefined : NOT_STORED;
		},
		logIn: async () => {
			const used = await fresh();
			const { result } = await takeStep(used, { kind: 'logIn' }, async () => await request(used));
			return result ?? fail(NOT_STORED);
		},
		refusal: (stored) => standingRefusal(stored, identity),
		sleep: wait,
		now: Date.now,
	};
}

const NOT_STORED = {
	kind: 'notSent',
	endpoint: 'Authentication',
	message: 'n8n could not store the session with the credential, so no log-in was sent',
	advice: "Check that n8n's database is up, and run again.",
	affectsWholeBatch: true,
} as const;
