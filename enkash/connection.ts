import { z } from 'zod';
import type { PayloadEncryption } from './api/cipher.ts';
import { HOSTS, TOKEN_PATH } from './contract/endpoints.ts';
import { type Paise, parseAmount } from './money.ts';
import { type Result, fail, succeed } from './result.ts';
import type { Identity } from './session/state.ts';

/** How calls are authorised: by logging in, or by a token that was issued elsewhere. */
export type Authentication =
	| { readonly by: 'login'; readonly identity: Identity }
	| { readonly by: 'accessToken'; readonly accessToken: string };

/** A credential, read and checked. */
export interface Connection {
	readonly baseUrl: string;
	readonly partnerId: string;
	readonly companyId: string;
	readonly cardAccountId: string;
	readonly authentication: Authentication;
	readonly payloadEncryption: PayloadEncryption;
	readonly encryptionSecret: string;
	/** The most that one allocation, and one execution, may move. No limit if absent. */
	readonly limits: { readonly perAllocation?: Paise; readonly perExecution?: Paise };
	/** What must appear in no output, error or log. */
	readonly secrets: readonly string[];
}

const text = z.string().trim().default('');

/** The form's fields. Everything else in the credential is left alone. */
const form = z.object({
	environment: z.enum(['uat', 'production', 'custom']).default('uat'),
	baseUrl: text,
	tokenUrl: text,
	partnerId: text,
	companyId: text,
	cardAccountId: text,
	authentication: z.enum(['login', 'accessToken']).default('login'),
	username: text,
	// Secrets are taken as they are: a blank at the end may be part of one.
	password: z.string().default(''),
	clientId: text,
	clientSecret: z.string().default(''),
	accessToken: text,
	payloadEncryption: z.enum(['off', 'request', 'requestAndResponse']).default('off'),
	encryptionSecret: z.string().default(''),
	maxAmountPerAllocation: z.unknown(),
	maxAmountPerExecution: z.unknown(),
});
type Form = z.infer<typeof form>;

/** Labels of the fields as the form shows them. */
export const LABELS = {
	environment: 'Environment',
	baseUrl: 'Base URL',
	tokenUrl: 'Token URL',
	partnerId: 'Partner ID',
	companyId: 'Company ID',
	cardAccountId: 'Card Account ID',
	authentication: 'Authentication',
	username: 'User Name',
	password: 'Password',
	clientId: 'Client ID',
	clientSecret: 'Client Secret',
	accessToken: 'Access Token',
	payloadEncryption: 'Payload Encryption',
	encryptionSecret: 'Encryption Secret',
	maxAmountPerAllocation: 'Maximum Amount per Allocation',
	maxAmountPerExecution: 'Maximum Amount per Execution',
} as const satisfies Record<keyof Form, string>;

/** Reads a credential; `invalid` names the field that cannot be right. */
export function readConnection(data: unknown): Result<Connection> {
	const parsed = form.safeParse(data);
	if (!parsed.success) {
		const field = labelOf(parsed.error.issues[0]?.path[0]);
		return wrong(field, `"${field}" in the credential cannot be read`);
	}
	const fields = parsed.data;
	const missing = required(fields).find((name) => fields[name] === '');
	if (missing) return wrong(LABELS[missing], `"${LABELS[missing]}" in the credential is empty`);
	const hosts = hostsOf(fields);
	if (!hosts.ok) return hosts;
	const limits = limitsOf(fields);
	if (!limits.ok) return limits;
	const { partnerId, companyId, cardAccountId, payloadEncryption, clientSecret } = fields;
	return succeed({
		baseUrl: hosts.value.baseUrl,
		partnerId,
		companyId,
		cardAccountId,
		payloadEncryption,
		encryptionSecret: fields.encryptionSecret || clientSecret,
		limits: limits.value,
		authentication:
			fields.authentication === 'accessToken'
				? { by: 'accessToken', accessToken: fields.accessToken }
				: {
						by: 'login',
						identity: {
							...hosts.value,
							partnerId,
							companyId,
							username: fields.username,
							password: fields.password,
							clientId: fields.clientId,
							clientSecret,
						},
					},
		secrets: [fields.password, clientSecret, fields.accessToken, fields.encryptionSecret].filter(
			(secret) => secret !== '',
		),
	});
}

const wrong = (field: string, message: string, advice = 'Open the credential and fill it in.') =>
	fail<never>({ kind: 'invalid', field, message, advice, affectsWholeBatch: true });

function labelOf(name: unknown): string {
	return Object.entries(LABELS).find(([known]) => known === name)?.[1] ?? 'A field';
}

type TextField = Exclude<keyof Form, 'maxAmountPerAllocation' | 'maxAmountPerExecution'>;

function required(fields: Form): TextField[] {
	const login: TextField[] = ['username', 'password', 'clientId', 'clientSecret'];
	return [
		...(fields.environment === 'custom' ? (['baseUrl'] as const) : []),
		'partnerId',
		'companyId',
		'cardAccountId',
		...(fields.authentication === 'login' ? login : (['accessToken'] as const)),
		...(fields.payloadEncryption !== 'off' && fields.clientSecret === ''
			? (['encryptionSecret'] as const)
			: []),
	];
}

const withoutSlash = (url: string) => url.replace(/\/+$/, '');

function hostsOf({ environment, baseUrl, tokenUrl }: Form) {
	if (environment !== 'custom') return succeed(HOSTS[environment]);
	const base = withoutSlash(baseUrl);
	const token = tokenUrl === '' ? `${base}${TOKEN_PATH}` : tokenUrl;
	const unsafe = (['baseUrl', 'tokenUrl'] as const).find(
		(name) => !isSafeUrl(name === 'baseUrl' ? base : token),
	);
	if (!unsafe) return succeed({ baseUrl: base, tokenUrl: token });
	return wrong(
		LABELS[unsafe],
		`"${LABELS[unsafe]}" in the credential is not a safe address`,
		'It must be a full address that starts with https://. Plain http:// is taken for this machine only (localhost).',
	);
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** https without a user name in it, or http on a loopback host. */
function isSafeUrl(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname, username, password, search, hash } = new URL(url);
	if (username || password || search || hash) return false;
	return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

function limitsOf(fields: Form): Result<Connection['limits']> {
	const perAllocation = limitOf(fields.maxAmountPerAllocation, LABELS.maxAmountPerAllocation);
	if (!perAllocation.ok) return perAllocation;
	const perExecution = limitOf(fields.maxAmountPerExecution, LABELS.maxAmountPerExecution);
	if (!perExecution.ok) return perExecution;
	return succeed({ perAllocation: perAllocation.value, perExecution: perExecution.value });
}

/** A limit in rupees; 0 or nothing is none. What cannot be read is refused, not taken for none. */
function limitOf(given: unknown, label: string): Result<Paise | undefined> {
	if ([undefined, null, '', 0, '0'].some((none) => none === given)) return succeed(undefined);
	const amount = parseAmount(given);
	if (amount.ok) return amount;
	return wrong(
		label,
		`"${label}" in the credential: ${amount.failure.message}`,
		amount.failure.advice,
	);
}
