import type { SessionFailures } from '../enkash/failures/session.ts';
import type { Texts } from './text.ts';

export const sessionTexts: Texts<SessionFailures> = {
	'session-expired-at-once': () => ({
		message: 'EnKash issued a session that had already expired',
		advice: 'Run again in a minute. If it keeps happening, report it to EnKash.',
	}),
	'credential-field-empty': ({ field }) => ({
		message: `"${field}" in the credential is empty`,
		advice: 'Open the credential and fill it in.',
	}),
	'credential-field-unreadable': ({ field }) => ({
		message: `"${field}" in the credential cannot be read`,
		advice: 'Open the credential and fill it in again.',
	}),
	'credential-address-unsafe': ({ field }) => ({
		message: `"${field}" in the credential is not a safe address`,
		advice:
			'Give a full address that starts with https://. Plain http:// works for this machine only (localhost).',
	}),
	'credential-path-wrong': ({ field }) => ({
		message: `"${field}" in the credential is not a path`,
		advice: 'Give what follows the base URL, starting with a slash and without "?" or "#".',
	}),
	'credential-limit-wrong': ({ field }) => ({
		message: `"${field}" in the credential is not an amount`,
		advice: 'Give rupees with at most two decimals, such as 5000 or 99.50. 0 means no limit.',
	}),
};
