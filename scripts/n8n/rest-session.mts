import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const TIMEOUT_MS = 60_000;

/** n8n wraps what it answers, and says what is wrong under `message`. */
const envelope = z.object({ data: z.unknown() });
const refusal = z.object({ message: z.string() });

/** What an answer must look like. */
type Answer<T> = z.ZodType<T, z.ZodTypeDef, unknown>;

/** n8n said no: its status and its words. */
export class RestError extends Error {
	readonly status: number;

	constructor(request: string, status: number, words: string) {
		super(`n8n answered ${request} with ${status}: ${words}`);
		this.status = status;
	}
}

/** HTTP to one n8n, under one log-in: keeps its cookie and opens its envelopes. */
export class RestSession {
	readonly #root: string;
	/** The cookie is only good together with the browser that it was given to. */
	readonly #browser = randomUUID();
	#cookie = '';

	constructor(url: string) {
		this.#root = `${url}/rest`;
	}

	async get<T>(path: string, answer: Answer<T>): Promise<T> {
		return await this.#send('GET', path, undefined, answer);
	}

	/** Like `get`; undefined when there is no such thing. */
	async find<T>(path: string, answer: Answer<T>): Promise<T | undefined> {
		try {
			return await this.get(path, answer);
		} catch (error) {
			if (error instanceof RestError && error.status === 404) return undefined;
			throw error;
		}
	}

	async post<T>(path: string, body: unknown, answer: Answer<T>): Promise<T> {
		return await this.#send('POST', path, body, answer);
	}

	async patch<T>(path: string, body: unknown, answer: Answer<T>): Promise<T> {
		return await this.#send('PATCH', path, body, answer);
	}

	async #send<T>(method: string, path: string, body: unknown, answer: Answer<T>): Promise<T> {
		const response = await steadyFetch(this.#root + path, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': this.#browser,
				cookie: this.#cookie,
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		const given = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
		if (given.length > 0) this.#cookie = given.join('; ');
		const text = await response.text();
		if (!response.ok) throw new RestError(`${method} ${path}`, response.status, wordsOf(text));
		return answer.parse(envelope.parse(JSON.parse(text)).data);
	}
}

/** Reads again if a connection that was kept open turns out to be closed; n8n closes idle ones. */
async function steadyFetch(url: string, options: RequestInit): Promise<Response> {
	try {
		return await fetch(url, options);
	} catch (error) {
		if (options.method !== 'GET') throw error;
		return await fetch(url, options);
	}
}

function wordsOf(text: string): string {
	try {
		return refusal.parse(JSON.parse(text)).message;
	} catch {
		return text.slice(0, 200);
	}
}
