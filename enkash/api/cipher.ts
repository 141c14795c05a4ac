import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { type Result, fail, succeed } from '../result.ts';

/** Which payloads of partner calls are encrypted. The token call never is. */
export type PayloadEncryption = 'off' | 'request' | 'requestAndResponse';

/** The sealed form of a payload, the same in both directions. */
export interface Sealed {
	readonly request: string;
}

// AES-128 in ECB mode is what the guide of EnKash's Payouts prescribes; TLS is what protects the
// payload on its way.
const ALGORITHM = 'aes-128-ecb';

const keyOf = (secret: string) =>
	createHash('sha256').update(secret, 'utf8').digest().subarray(0, 16);

export const isSealed = (body: unknown): body is Sealed =>
	typeof body === 'object' &&
	body !== null &&
	'request' in body &&
	typeof body.request === 'string' &&
	Object.keys(body).length === 1;

/** Encrypts a JSON payload. */
export function seal(payload: object, secret: string): Sealed {
	const cipher = createCipheriv(ALGORITHM, keyOf(secret), null);
	const bytes = Buffer.concat([cipher.update(JSON.stringify(payload), 'utf8'), cipher.final()]);
	return { request: bytes.toString('base64') };
}

/** Decrypts to the JSON value inside; `unexpected` if the secret does not fit or it is no JSON. */
export function unseal(sealed: Sealed, secret: string): Result<unknown> {
	try {
		const decipher = createDecipheriv(ALGORITHM, keyOf(secret), null);
		const bytes = Buffer.concat([decipher.update(sealed.request, 'base64'), decipher.final()]);
		const value: unknown = JSON.parse(bytes.toString('utf8'));
		return succeed(value);
	} catch {
		return fail({
			kind: 'unexpected',
			code: 'answer-undecipherable',
			data: {},
		});
	}
}
