import type { Send } from '../../enkash/api/client.ts';
import type { Connection } from '../../enkash/connection.ts';
import { answerOf } from './n8nResponse.ts';
import { basicOf } from '../../enkash/redact.ts';
import type { SendLogin } from '../../enkash/session/login.ts';

/** One POST as n8n's plain request helper takes it: any status is an answer, no redirect followed. */
export interface PlainRequest {
	readonly method: 'POST';
	readonly url: string;
	readonly headers: Record<string, string>;
	readonly body: string;
	readonly timeout: number;
	readonly disableFollowRedirect: true;
	readonly ignoreHttpStatusErrors: true;
	readonly returnFullResponse: true;
}

/** n8n's plain request helper. */
export type Request = (options: PlainRequest) => Promise<unknown>;

const TIMEOUT_MS = 30_000;

const post = (url: string, headers: Record<string, string>, body: string): PlainRequest => ({
	method: 'POST',
	url,
	headers: { Accept: 'application/json', ...headers },
	body,
	timeout: TIMEOUT_MS,
	disableFollowRedirect: true,
	ignoreHttpStatusErrors: true,
	returnFullResponse: true,
});

/** The headers that every partner call carries, beside its content type. */
export const partnerHeaders = (connection: Connection, accessToken: string) => ({
	Authorization: `Bearer ${accessToken}`,
	partnerId: connection.partnerId,
});

/** The type of every body but the log-in's. */
export const jsonContent = { 'Content-Type': 'application/json' };

/** Logs in through n8n's plain request helper. */
export const loginThrough =
	(request: Request): SendLogin =>
	async ({ url, form, clientId, clientSecret }) => {
		const headers = {
			Authorization: `Basic ${basicOf(clientId, clientSecret)}`,
			'Content-Type': 'application/x-www-form-urlencoded',
		};
		const body = new URLSearchParams(form).toString();
		return await answerOf(async () => await request(post(url, headers, body)));
	};

/** Sends partner calls with a given token through n8n's plain request helper. */
export const callsThrough =
	(request: Request, connection: Connection, accessToken: string): Send =>
	async ({ body, path }) => {
		const headers = { ...partnerHeaders(connection, accessToken), ...jsonContent };
		const url = `${connection.baseUrl}${path}`;
		return await answerOf(async () => await request(post(url, headers, JSON.stringify(body))));
	};

/** Whether an address lies under the base URL, the only place where a bearer token may go. */
export function isPartnerUrl(url: string, baseUrl: string): boolean {
	if (!URL.canParse(url)) return false;
	const { origin, pathname } = new URL(url);
	const base = new URL(baseUrl);
	return (
		origin === base.origin && `${pathname}/`.startsWith(`${base.pathname.replace(/\/$/, '')}/`)
	);
}
