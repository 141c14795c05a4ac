import { jest } from '@jest/globals';
import type { Answer } from '../../../enkash/api/response.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import type { Identity } from '../../../enkash/session/identity.ts';
import type { SendLogin } from '../../../enkash/session/login.ts';
import { type ElectionPorts, LoginElection } from '../../../enkash/session/loginElection.ts';
import { Sessions } from '../../../enkash/session/sessions.ts';
import type { SessionStanding } from '../../../enkash/session/standing.ts';
import { type OpenSession, readState, writeState } from '../../../enkash/session/state.ts';

export const IDENTITY: Identity = {
	tokenUrl: 'https://token.example/oauth/token',
	username: '9600098867',
	password: 'pass word',
	clientId: 'CEK1PU9AOO',
	clientSecret: 'c0ffee',
	loginAttempt: 1,
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

export const BROKEN = answered(500, '<html>Internal Server Error</html>');

export const UNREACHABLE = fail<Answer>({
	kind: 'notSent',
	code: 'unreachable',
	data: { reason: 'ECONNREFUSED' },
});

const sleep = async (ms: number) => {
	if (ms > 0) await new Promise((settle) => setTimeout(settle, ms));
};

/** What the processes of an n8n share: credentials in a database without locks, and EnKash. */
export class Installation {
	/** What is stored with each credential. */
	readonly stored = new Map<string, string>();
	/** When log-ins reached EnKash, in ms. */
	readonly reached: number[] = [];
	/** What the next log-ins are answered; after that, `usual`. */
	answers: Array<Result<Answer>> = [];
	usual = (): Result<Answer> => token(`token ${this.reached.length}`);
	/** What EnKash says of a token when it is asked. */
	stillTaken: boolean | undefined = false;
	/** How long EnKash, reads and writes of the database take next, in ms. */
	answerMs = () => 0;
	readMs = () => 0;
	writeMs = () => 0;

	readonly sendLogin: SendLogin = async () => {
		this.reached.push(jest.now());
		const answer = this.answers.shift() ?? this.usual();
		if (answer === UNREACHABLE) this.reached.pop();
		await sleep(this.answerMs());
		return answer;
	};

	async read(credential: string): Promise<string> {
		await sleep(this.readMs());
		return this.stored.get(credential) ?? '';
	}

	async write(credential: string, state: string): Promise<void> {
		await sleep(this.writeMs());
		this.stored.set(credential, state);
	}
}

/** One process of an installation. */
export class Process {
	readonly sessions = new Sessions();
	private readonly election = new LoginElection(this.sessions);
	private readonly installation: Installation;

	constructor(installation: Installation) {
		this.installation = installation;
	}

	/** A session as this package's nodes open it. */
	async open(identity = IDENTITY, credential = 'A', dead?: string): Promise<Result<OpenSession>> {
		const { installation } = this;
		let read = '';
		const ports: ElectionPorts = {
			read: async () => readState((read = await installation.read(credential))),
			write: async (state) => {
				await installation.write(credential, writeState(state));
				return true;
			},
			logIn: async (attemptId) => {
				const { sendLogin } = installation;
				const { failure, state } = await this.sessions.logIn(
					readState(read),
					identity,
					{ sendLogin, now: () => jest.now() },
					attemptId,
				);
				await installation.write(credential, writeState(state));
				return failure ? fail(failure) : succeed(state);
			},
			sleep,
			now: () => jest.now(),
		};
		return await this.election.openSession(identity, ports, dead);
	}

	/** What a request of another node can go on with. */
	async standing(identity = IDENTITY, credential = 'A'): Promise<SessionStanding> {
		const state = readState(await this.installation.read(credential));
		return this.sessions.standing(state, identity, jest.now());
	}

	/** Renews as n8n has it done for other nodes, and stores what that leads to. */
	async renew(identity = IDENTITY, credential = 'A') {
		const { installation } = this;
		const renewed = await this.sessions.renew(
			readState(await installation.read(credential)),
			identity,
			{
				sendLogin: installation.sendLogin,
				stillTaken: async () => await Promise.resolve(installation.stillTaken),
				now: () => jest.now(),
			},
		);
		if (renewed.ok && renewed.value) {
			await installation.write(credential, writeState(renewed.value));
		}
		return renewed;
	}

	/** The token that another node's request is sent with; `undefined` if there is none. */
	async token(identity = IDENTITY, credential = 'A'): Promise<string | undefined> {
		const before = await this.standing(identity, credential);
		if (before.use === 'login') await this.renew(identity, credential);
		const after = await this.standing(identity, credential);
		return after.use === 'session' ? after.session.accessToken : undefined;
	}
}
