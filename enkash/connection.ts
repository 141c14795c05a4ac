import { z } from 'zod';
import type { PayloadEncryption } from './api/cipher.ts';
import { isPlainPath, safeAddress } from './address.ts';
import {
	type EndpointName,
	HOSTS,
	KNOWN_PATHS,
	type Paths,
	TOKEN_PATH,
} from './contract/endpoints.ts';
import type { SessionFailures } from './failures/session.ts';
import { type Paise, parseAmount } from './money.ts';
import { type Result, fail, succeed } from './result.ts';
import type { AllocationType } from './payout/payment.ts';
import { basicOf } from './redact.ts';
import type { Identity } from './session/identity.ts';
import { visible } from './text.ts';

/** How calls are authorised: by logging in, or by a token that was issued elsewhere. */
export type Authentication =
	| { readonly by: 'login'; readonly identity: Identity }
	| { readonly by: 'accessToken'; readonly accessToken: string };

/** A credential, read and checked. */
export interface Connection {
	readonly baseUrl: string;
	/** Under the base URL. */
	readonly paths: Paths;
	readonly partnerId: string;
	readonly companyId: string;
	readonly cardAccountId: string;
	readonly authentication: Authentication;
	/** How EnKash books what is allocated. */
	readonly allocationType: AllocationType;
	readonly payloadEncryption: PayloadEncryption;
	readonly encryptionSecret: string;
	/** The most that one allocation, and one execution, may move. No limit if absent. */
	readonly limits: { readonly perAllocation?: Paise; readonly perExecution?: Paise };
	/** What must appear in no output, error or log. */
	readonly secrets: readonly string[];
}

/** Copied text brings along what cannot be seen. */
const text = z.string().default('').transform(visible);
const exact = z.string().default('');

/** The form's fields. Everything else in the credential is left alone. */
const form = z.object({
	environment: z.enum(['uat', 'production', 'custom']).default('uat'),
	baseUrl: text,
	tokenUrl: text,
	accountPath: text,
	searchPath: text,
	allocatePath: text,
	transactionPath: text,
	partnerId: text,
	companyId: text,
	cardAccountId: text,
	authentication: z.enum(['login', 'accessToken']).default('login'),
	// These are taken as they are, so that a blank at an edge is found and not sent or cut off.
	username: exact,
	password: exact,
	clientId: exact,
	clientSecret: exact,
	loginAttempt: z.coerce.number().int().min(1).default(1),
	accessToken: exact,
	allocationType: z.enum(['ALLOCATE_POINT', 'ALLOCATE_FUND']).default('ALLOCATE_POINT'),
	payloadEncryption: z.enum(['off', 'request', 'requestAndResponse']).default('off'),
	encryptionSecret: exact,
	maxAmountPerAllocation: z.unknown(),
	maxAmountPerExecution: z.unknown(),
});
type Form = z.infer<typeof form>;

/** Labels of the fields as the form shows them. */
export const LABELS = {
	environment: 'Environment',
	baseUrl: 'Base URL',
	tokenUrl: 'Token URL',
	accountPath: 'Account Path',
	searchPath: 'Handle Search Path',
	allocatePath: 'Allocation Path',
	transactionPath: 'Transaction Path',
	partnerId: 'Partner ID',
	companyId: 'Company ID',
	cardAccountId: 'Card Account ID',
	authentication: 'Authentication',
	username: 'User Name',
	password: 'Password',
	clientId: 'Client ID',
	clientSecret: 'Client Secret',
	loginAttempt: 'Log-In Attempt',
	accessToken: 'Access Token',
	allocationType: 'Allocation Type',
	payloadEncryption: 'Payload Encryption',
	encryptionSecret: 'Encryption Secret',
	maxAmountPerAllocation: 'Maximum Amount per Allocation',
	maxAmountPerExecution: 'Maximum Amount per Execution',
} as const satisfies Record<keyof Form, string>;

/** Reads a credential; `invalid` names the field that cannot be right. */
export function readConnection(data: unknown): Result<Connection> {
	const parsed = form.safeParse(data);
	if (!parsed.success) {
		return wrong('credential-field-unreadable', labelOf(parsed.error.issues[0]?.path[0]));
	}
	const fields = parsed.data;
	const missing = required(fields).find((name) => fields[name] === '');
	if (missing) return wrong('credential-field-empty', LABELS[missing]);
	const blankEdged = asTyped(fields).find((name) => BLANK_EDGE.test(fields[name]));
	if (blankEdged) return wrong('credential-field-blank-edge', LABELS[blankEdged]);
	const hosts = hostsOf(fields);
	if (!hosts.ok) return hosts;
	const paths = pathsOf(fields);
	if (!paths.ok) return paths;
	const limits = limitsOf(fields);
	if (!limits.ok) return limits;
	const { partnerId, companyId, cardAccountId, payloadEncryption, clientSecret } = fields;
	return succeed({
		baseUrl: hosts.value.baseUrl,
		paths: paths.value,
		partnerId,
		companyId,
		cardAccountId,
		allocationType: fields.allocationType,
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
							loginAttempt: fields.loginAttempt,
						},
					},
		secrets: secretsOf(fields),
	});
}

function secretsOf({ accessToken, clientId, clientSecret, encryptionSecret, password }: Form) {
	const basic = clientSecret === '' ? '' : basicOf(clientId, clientSecret);
	const all = [password, clientSecret, basic, accessToken, encryptionSecret];
	return all.filter((secret) => secret !== '');
}

/** The failures of one field. */
type FieldFailure = {
	[Code in keyof SessionFailures]: SessionFailures[Code] extends { field: string } ? Code : never;
}[keyof SessionFailures];

const wrong = (code: FieldFailure, field: string) =>
	fail<never>({ kind: 'invalid', code, data: { field }, field, affectsWholeBatch: true });

function labelOf(name: unknown): string {
	return Object.entries(LABELS).find(([known]) => known === name)?.[1] ?? 'A field';
}

type TextField = {
	[Name in keyof Form]-?: Form[Name] extends string ? Name : never;
}[keyof Form];

const OF_LOGIN = ['username', 'password', 'clientId', 'clientSecret'] as const;

/** Fields whose every character counts. */
const asTyped = ({ authentication, payloadEncryption }: Form): TextField[] => [
	...(authentication === 'login' ? OF_LOGIN : (['accessToken'] as const)),
	...(payloadEncryption === 'off' ? [] : (['encryptionSecret'] as const)),
];

/** Blanks of every kind, also those that have no width. */
const BLANK_EDGE = /^[\s\u200b-\u200d\u2060]|[\s\u200b-\u200d\u2060]$/;

function required(fields: Form): TextField[] {
	return [
		...(fields.environment === 'custom' ? (['baseUrl'] as const) : []),
		'partnerId',
		'companyId',
		'cardAccountId',
		...(fields.authentication === 'login' ? OF_LOGIN : (['accessToken'] as const)),
		...(fields.payloadEncryption !== 'off' && fields.clientSecret === ''
			? (['encryptionSecret'] as const)
			: []),
	];
}

function hostsOf({ environment, baseUrl, tokenUrl }: Form) {
	if (environment !== 'custom') return succeed(HOSTS[environment]);
	const base = safeAddress(baseUrl);
	if (base === undefined) return wrong('credential-address-unsafe', LABELS.baseUrl);
	const token = tokenUrl === '' ? `${base}${TOKEN_PATH}` : safeAddress(tokenUrl);
	if (token === undefined) return wrong('credential-address-unsafe', LABELS.tokenUrl);
	return succeed({ baseUrl: base, tokenUrl: token });
}

/** The field of each path. */
const PATH_FIELDS = {
	account: 'accountPath',
	search: 'searchPath',
	allocate: 'allocatePath',
	transactions: 'transactionPath',
} as const satisfies Record<EndpointName, keyof Form>;

function pathsOf(fields: Form): Result<Paths> {
	if (fields.environment !== 'custom') return succeed(KNOWN_PATHS);
	const given = (endpoint: EndpointName) => fields[PATH_FIELDS[endpoint]] || KNOWN_PATHS[endpoint];
	const paths: Paths = {
		account: given('account'),
		search: given('search'),
		allocate: given('allocate'),
		transactions: given('transactions'),
	};
	const unusable = Object.values(PATH_FIELDS).find(
		(name) => fields[name] !== '' && !isPlainPath(fields[name]),
	);
	return unusable ? wrong('credential-path-wrong', LABELS[unusable]) : succeed(paths);
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
	return amount.ok ? amount : wrong('credential-limit-wrong', label);
}
