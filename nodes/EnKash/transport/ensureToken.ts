import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { writeCredential } from '../../../credentials/session/credentialWrite.ts';
import { sessions } from '../../../credentials/session/token.ts';
import type { Authentication } from '../../../enkash/connection.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import {
	type ElectionPorts,
	LoginElection,
	SESSION_NOT_STORED,
} from '../../../enkash/session/loginElection.ts';
import {
	type OpenSession,
	dueLater,
	readState,
	sessionOf,
	writeState,
} from '../../../enkash/session/state.ts';
import { wait } from './wait.ts';

/** One per process: runs that need the same session at the same time open it once. */
const election = new LoginElection(sessions);

export interface SessionSource {
	/** The credential, fresh from n8n's database. */
	readonly read: () => Promise<ICredentialDataDecryptedObject>;
	/** Sends any request with that credential object; see `writeCredential`. */
	readonly request: (credential: ICredentialDataDecryptedObject) => Promise<unknown>;
}

/** Makes sure of a token; `dead` is one that EnKash has just said to be over. */
export type EnsureToken = (dead?: string) => Promise<Result<string>>;

/**
 * The session that all calls of one run share. `credential` is the object that they are sent with: a
 * renewed session is written into it, where the credential's hook takes the token from.
 */
export function tokenSource(
	credential: ICredentialDataDecryptedObject,
	authentication: Authentication,
	source: SessionSource,
): EnsureToken {
	if (authentication.by === 'accessToken') {
		return async () => await Promise.resolve(succeed(authentication.accessToken));
	}
	const { identity } = authentication;
	const ports = portsOf(source);
	let current = sessionOf(readState(credential.sessionToken), identity, Date.now());

	const use = (session: OpenSession): Result<string> => {
		// What is due already and could not be renewed is not tried anew with every call.
		current = dueLater(session, Date.now());
		credential.sessionToken = writeState({ session: current, logins: [] });
		return succeed(current.accessToken);
	};

	return async (dead) => {
		const now = Date.now();
		const good = current?.accessToken !== dead && current && now < current.expiresAt && current;
		if (good && now < good.renewAt) return succeed(good.accessToken);
		const opened = await election.openSession(identity, ports, dead);
		if (opened.ok) return use(opened.value);
		return good ? use(good) : opened;
	};
}

function portsOf({ read, request }: SessionSource): ElectionPorts {
	let credential: ICredentialDataDecryptedObject | undefined;
	const fresh = async () => (credential ??= await read());
	return {
		read: async () => {
			credential = undefined;
			return readState((await fresh()).sessionToken);
		},
		write: async (state) => {
			const used = await fresh();
			const write = { kind: 'state', state } as const;
			const { isStored } = await writeCredential(used, write, async () => await request(used));
			return isStored;
		},
		logIn: async (attemptId) => {
			const used = await fresh();
			const write = { kind: 'logIn', attemptId } as const;
			const { loggedIn } = await writeCredential(used, write, async () => await request(used));
			if (!loggedIn) return fail(SESSION_NOT_STORED);
			return loggedIn.failure ? fail(loggedIn.failure) : succeed(loggedIn.state);
		},
		sleep: wait,
		now: Date.now,
	};
}
