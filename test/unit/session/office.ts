import type { Answer } from '../../../enkash/api/response.ts';
import { type SessionPorts, Sessions, standing } from '../../../enkash/session/sessions.ts';
import { type Identity, type SessionState, writeState } from '../../../enkash/session/state.ts';
import { type Result, succeed } from '../../../enkash/result.ts';

export const IDENTITY: Identity = {
	tokenUrl: 'https://token.example/oauth/token',
	username: '9600098867',
	password: 'pass word',
	clientId: 'CEK1PU9AOO',
	clientSecret: 'c0ffee',
	baseUrl: 'https://enkash.example',
	partnerId: 'CRMXWB3ZM',
	companyId: 'CEK1PU9AOO',
};

export const answered = (status: number, body: unknown): Result<Answer> =>
	succeed({ status, headers: {}, body });

export const token = (accessToken: string, expires_in: unknown = 86_399) =>
	answered(200, { access_token: accessToken, token_type: 'bearer', expires_in });

export const REFUSED = answered(400, {
	error: 'invalid_grant',
	error_description: 'Bad credentials',
});

export const LOCKED = answered(400, {
	error: 'invalid_grant',
	error_description: 'User account is locked',
});

/** The sessions of one process, a log-in that answers as it is told, and a clock that stands. */
export class Office {
	readonly sessions = new Sessions();
	now = Date.UTC(2026, 0, 1);
	logIns = 0;
	/** What the next log-ins are answered; after that, new tokens. */
	answers: Array<Result<Answer>> = [];
	/** What EnKash says of a token when it is asked. */
	stillTaken: boolean | undefined = false;
	/** What is stored with the credential. */
	stored: unknown = '';

	readonly ports: SessionPorts = {
		now: () => this.now,
		sendLogin: async () => {
			const number = ++this.logIns;
			await Promise.resolve();
			return this.answers.shift() ?? token(`token ${number}`);
		},
		stillTaken: async () => await Promise.resolve(this.stillTaken),
	};

	standing(identity = IDENTITY) {
		return standing(this.stored, identity, this.now);
	}

	/** Renews, and stores what that came to. */
	async renew(identity = IDENTITY): Promise<Result<SessionState | undefined>> {
		const renewed = await this.sessions.renew(this.stored, identity, this.ports);
		if (renewed.ok && renewed.value) this.stored = writeState(renewed.value);
		return renewed;
	}

	/** The token to use now, after a renewal if need be; `undefined` if there is none. */
	async token(identity = IDENTITY): Promise<string | undefined> {
		if (this.standing(identity).use !== 'token') await this.renew(identity);
		const state = this.standing(identity);
		return state.use === 'token' ? state.accessToken : undefined;
	}
}
