import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/**
 * Payload encryption as the guide of EnKash's Payouts describes it: AES-128 in ECB mode with
 * PKCS#7 padding under the first 16 bytes of the secret's SHA-256, written in Base64.
 */
export interface Cipher {
	encrypt(text: string): string;
	/** `undefined` for anything that was not encrypted under the same secret. */
	decrypt(base64: string): string | undefined;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function cipherOf(secret: string): Cipher {
	const key = createHash('sha256').update(secret, 'utf8').digest().subarray(0, 16);
	const utf8 = new TextDecoder('utf-8', { fatal: true });
	return {
		encrypt(text) {
			const cipher = createCipheriv('aes-128-ecb', key, null);
			return cipher.update(text, 'utf8', 'base64') + cipher.final('base64');
		},
		decrypt(base64) {
			if (!BASE64.test(base64)) return undefined;
			const decipher = createDecipheriv('aes-128-ecb', key, null);
			try {
				return utf8.decode(Buffer.concat([decipher.update(base64, 'base64'), decipher.final()]));
			} catch {
				return undefined;
			}
		},
	};
}
