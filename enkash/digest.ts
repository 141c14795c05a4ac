import { createHash } from 'node:crypto';

/** Amounts are bigints, which JSON does not know. */
const plain = (_: string, value: unknown): unknown =>
	typeof value === 'bigint' ? String(value) : value;

/** A short mark of 132 bits of SHA-256 that two contents never share. */
export const digest = (content: unknown): string =>
	createHash('sha256').update(JSON.stringify(content, plain)).digest('base64url').slice(0, 22);
