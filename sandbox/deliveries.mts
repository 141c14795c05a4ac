/** What goes over the wire. */
export interface Delivery {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
}

/** How an exchange ends: with an answer, with the connection lost, or not at all. */
export type Ending = Delivery | 'lost' | 'never';

const HTML_TYPE = { 'content-type': 'text/html;charset=UTF-8' };

export const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' };

export const webPage = (status: number, title: string): Delivery => ({
	status,
	headers: HTML_TYPE,
	text: `<!doctype html><html><head><title>${title}</title></head><body>${title}</body></html>`,
});

/** The answer of something between the caller and EnKash. */
export function gatewayError(status: number, body: 'json' | 'html' = 'json'): Delivery {
	if (body === 'html') return webPage(status, `${status} Gateway error`);
	const error = { timestamp: new Date().toISOString(), status, error: 'Gateway error' };
	return { status, headers: JSON_TYPE, text: JSON.stringify(error) };
}

/** What Spring's router says of a path that it does not know, or of a method that is not POST. */
export function routerError(status: 404 | 405, path: string): Delivery {
	const error = status === 404 ? 'Not Found' : 'Method Not Allowed';
	const body = { timestamp: new Date().toISOString(), status, error, path };
	const headers = { ...JSON_TYPE, ...(status === 405 ? { allow: 'POST' } : {}) };
	return { status, headers, text: JSON.stringify(body) };
}

/** 429, and how many seconds to wait where that is told. */
export function tooManyRequests(seconds: number | undefined, as: 'seconds' | 'date'): Delivery {
	const date = new Date(Date.now() + (seconds ?? 0) * 1000).toUTCString();
	const wait = { 'retry-after': as === 'date' ? date : String(seconds) };
	return {
		status: 429,
		headers: { ...JSON_TYPE, ...(seconds === undefined ? {} : wait) },
		text: JSON.stringify({ status: 429, error: 'Too Many Requests' }),
	};
}
