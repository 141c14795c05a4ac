import { ENDPOINTS, TOKEN_PATH } from '../../enkash/contract/endpoints.ts';
import type { EndpointName } from '../../enkash/contract/endpoints.ts';
import type { Sandbox } from '../support/sandbox.mts';

/** An answer, before anybody has understood it. */
export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	/** The body as JSON; `undefined` if it is none. */
	readonly json: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** Form fields or headers; what is `undefined` is left out. */
type Texts = Readonly<Record<string, string | undefined>>;

/** Speaks to the sandbox as the contract's curls do, and nothing cleverer. */
export class Caller {
	readonly sandbox: Sandbox;
	#token: string | undefined;

	constructor(sandbox: Sandbox) {
		this.sandbox = sandbox;
	}

	/** Whoever names neither names the demo company's first account. */
	get account(): { companyId: string; cardAccountId: string } {
		const { companyId, cardAccountId } = this.sandbox.credentials;
		return { companyId, cardAccountId };
	}

	/** A login; fields and credentials can be replaced, or left out with `undefined`. */
	async login(form: Texts = {}, basic = this.basic(), signal?: AbortSignal): Promise<Answer> {
		const { username, password, clientId } = this.sandbox.credentials;
		const asked: Texts = { username, password, grant_type: 'password', clientId, ...form };
		const headers = {
			'content-type': 'application/x-www-form-urlencoded',
			...(basic === '' ? {} : { authorization: `Basic ${basic}` }),
		};
		const body = new URLSearchParams(filled(asked)).toString();
		return await this.post(TOKEN_PATH, body, headers, signal);
	}

	basic(
		id = this.sandbox.credentials.clientId,
		secret = this.sandbox.credentials.clientSecret,
	): string {
		return Buffer.from(`${id}:${secret}`).toString('base64');
	}

	/** A token that is good now; the form's fields can be replaced. */
	async token(form: Texts = {}): Promise<string> {
		this.#token ??= tokenIn(await this.login(form));
		return this.#token;
	}

	/** Forgets the token, as after a reset. */
	forget(): void {
		this.#token = undefined;
	}

	/** A partner call on the first account, with all its headers. Headers can be replaced. */
	async call(
		endpoint: EndpointName,
		fields: Fields = {},
		headers: Texts = {},
		signal?: AbortSignal,
		query = '',
	): Promise<Answer> {
		const body = JSON.stringify({ ...this.account, ...fields });
		return await this.send(endpoint, body, headers, signal, query);
	}

	/** A partner call with a body of whatever text. */
	async send(
		endpoint: EndpointName,
		body: string,
		headers: Texts = {},
		signal?: AbortSignal,
		query = '',
	): Promise<Answer> {
		const all = { ...(await this.#headers()), ...headers };
		return await this.post(ENDPOINTS[endpoint].path + query, body, filled(all), signal);
	}

	/** A partner call at a path that the contract does not have. */
	async callAt(path: string, fields: Fields): Promise<Answer> {
		const body = JSON.stringify({ ...this.account, ...fields });
		return await this.post(path, body, await this.#headers());
	}

	async #headers(): Promise<Record<string, string>> {
		return {
			authorization: `Bearer ${await this.token()}`,
			partnerId: this.sandbox.credentials.partnerId,
			'content-type': 'application/json',
		};
	}

	async post(
		path: string,
		body: string,
		headers: Record<string, string>,
		signal = AbortSignal.timeout(20_000),
	): Promise<Answer> {
		const response = await fetch(this.sandbox.url + path, {
			method: 'POST',
			// A string would make fetch add a content type of its own.
			body: new TextEncoder().encode(body),
			headers,
			signal,
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, text, json: parsed(text) };
	}
}

function filled(texts: Texts): Record<string, string> {
	const kept: Record<string, string> = {};
	for (const [name, text] of Object.entries(texts)) {
		if (text !== undefined) kept[name] = text;
	}
	return kept;
}

function tokenIn({ json, text }: Answer): string {
	if (typeof json === 'object' && json !== null && 'access_token' in json) {
		return String(json.access_token);
	}
	throw new Error(`No token in: ${text}`);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
