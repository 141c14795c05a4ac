import { type Client, createClient } from '../../../enkash/api/client.ts';
import type { Answer } from '../../../enkash/api/response.ts';
import { ENDPOINTS, type EndpointName } from '../../../enkash/contract/endpoints.ts';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';

/** A time that passes when somebody sleeps, and only then. */
export class StubClock {
	ms = 1_000_000;

	readonly now = (): number => this.ms;

	readonly sleep = async (ms: number): Promise<void> => {
		this.ms += ms;
		await Promise.resolve();
	};
}

/** What comes back for one request, at once. */
export type Told = Result<Answer>;

export const http = (status: number, body?: unknown): Told =>
	succeed({ status, headers: {}, body });

/** A success of EnKash's, with HTTP status 200. */
export const yes = (payload: unknown): Told =>
	http(200, { response_code: 0, response_message: 'Success', payload });

/** A refusal of EnKash's in its own words. */
export const no = (words: string, status = 200): Told =>
	http(status, { response_code: 1, response_message: words, payload: words });

export const LOST: Told = fail({ kind: 'unknown', code: 'connection-lost', data: {} });
export const UNREACHED: Told = fail({
	kind: 'notSent',
	code: 'unreachable',
	data: { reason: 'ECONNREFUSED' },
});

type Answers = Partial<Readonly<Record<EndpointName, readonly Told[]>>>;

const NOT_EXPECTED: Failure = { kind: 'unexpected', code: 'no-response', data: {} };

/** EnKash with an answer for each request in turn, the last one for all that come after. */
export class StubEnKash {
	readonly client: Client;
	/** What was asked, in order. */
	readonly asked: Array<{ readonly endpoint: EndpointName; readonly body: object }> = [];

	private readonly answering = new Map<EndpointName, (body: object) => Told>();

	constructor(answers: Answers, now: () => number) {
		this.client = createClient({
			companyId: 'CEK1PU9AOO',
			payloadEncryption: 'off',
			encryptionSecret: '',
			now,
			send: async ({ body, isStillWanted, path }) => {
				const endpoint = endpointAt(path);
				if (!isStillWanted()) return fail(TOO_LATE);
				const told = answers[endpoint] ?? [];
				const before = this.timesAsked(endpoint);
				this.asked.push({ endpoint, body });
				const inTurn = told[before] ?? told.at(-1) ?? fail(NOT_EXPECTED);
				return await Promise.resolve(this.answering.get(endpoint)?.(body) ?? inTurn);
			},
		});
	}

	/** Answers by what is asked. */
	answer(endpoint: EndpointName, answering: (body: object) => Told): void {
		this.answering.set(endpoint, answering);
	}

	timesAsked(endpoint: EndpointName): number {
		return this.asked.filter((one) => one.endpoint === endpoint).length;
	}
}

const TOO_LATE: Failure = { kind: 'notSent', code: 'session-too-late', data: {} };

function endpointAt(path: string): EndpointName {
	const names = ['account', 'search', 'allocate', 'transactions'] as const;
	const found = names.find((name) => path.startsWith(ENDPOINTS[name].path));
	if (found === undefined) throw new Error(`Nobody answers at ${path}`);
	return found;
}
