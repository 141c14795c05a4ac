import exampleAnswer from '../../test/fixtures/account-details.example.json' with { type: 'json' };
import type { Observation, Observations } from './observe.mts';
import { observe } from './observe.mts';
import type { Visit, Walk } from './walk.mts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const keysOf = (value: unknown): string[] => (isRecord(value) ? Object.keys(value) : []);

const HANDLE_FIELDS = keysOf(exampleAnswer.payload.primaryEnKashCard);

/** The fields of a transaction are not documented; these are inferred. */
const TRANSACTION_FIELDS = [
	...['enKashTransactionId', 'enkashCardTxnId', 'enKashCardId', 'userId', 'cardAccountId'],
	...['amount', 'cardTransactionType', 'type', 'transactionCode', 'status', 'pgReferenceNumber'],
	...['txnDate', 'createdOn', 'companyId'],
];

const DOCUMENTED: Readonly<Record<Visit['name'], readonly string[]>> = {
	account: keysOf(exampleAnswer.payload),
	search: HANDLE_FIELDS,
	transactions: TRANSACTION_FIELDS,
};

/** The first record of an answer's payload, whatever shape the list has. */
function records(payload: unknown): unknown[] {
	if (Array.isArray(payload)) return payload;
	if (isRecord(payload) && Array.isArray(payload.data)) return payload.data;
	return payload === undefined || payload === null ? [] : [payload];
}

function envelopeOf(body: unknown): string {
	if (!isRecord(body)) return 'none';
	if ('response_code' in body) return 'A (response_code, response_message, payload)';
	return 'code' in body ? 'B (code, message, payload)' : 'none';
}

function listShape(payload: unknown): string {
	if (Array.isArray(payload)) return 'a bare list';
	if (!isRecord(payload)) return 'no record';
	if (!('data' in payload)) return 'one bare record';
	const count = payload.recordsCount;
	const sent = Array.isArray(payload.data) ? payload.data.length : 0;
	return `recordsCount ${typeof count === 'number' ? count : 'missing'}, ${sent} sent`;
}

const describe = ([path, { count, shapes, types }]: [string, Observation]) =>
	`- \`${path}\`: ${[...types].join(' or ')}${shapes.size > 0 ? ` (${[...shapes].join(', ')})` : ''}, ${count} times`;

/** What one read showed, without a single value of it. */
function section(visit: Visit): string[] {
	const payload = isRecord(visit.body) ? visit.body.payload : undefined;
	const seen: Observations = new Map();
	records(payload).forEach((record) => observe(record, '', seen));
	const top = [...seen.keys()].filter((path) => !/[.[]/.test(path));
	const documented = DOCUMENTED[visit.name];
	const unknown = top.filter((name) => !documented.includes(name));
	const missing = top.length === 0 ? [] : documented.filter((name) => !top.includes(name));
	return [
		`## ${visit.endpoint}`,
		'',
		`- HTTP status ${visit.status ?? 'none'}, envelope ${envelopeOf(visit.body)}${visit.wasEncrypted ? ', encrypted' : ''}`,
		...(visit.name === 'account' ? [] : [`- list: ${listShape(payload)}`]),
		visit.failure
			? `- does not fit: ${visit.failure.kind}${visit.failure.field === undefined ? '' : ` at ${visit.failure.field}`}`
			: '- fits the schema of this package',
		`- fields not documented: ${unknown.length === 0 ? 'none' : unknown.map((name) => `\`${name}\``).join(', ')}`,
		`- documented fields that did not come: ${missing.length === 0 ? 'none' : missing.map((name) => `\`${name}\``).join(', ')}`,
		'',
		'Fields seen:',
		'',
		...[...seen].filter(([path]) => !/[.[]/.test(path)).map(describe),
		'',
	];
}

function tokenSection({ loginFailure, token }: Walk): string[] {
	const life = isRecord(token.body) ? (token.body.expires_in ?? token.body.expiresIn) : undefined;
	return [
		'## Authentication',
		'',
		`- HTTP status ${token.status ?? 'none (a token was given)'}`,
		`- fields: ${keysOf(token.body).join(', ') || 'none'}`,
		`- life of a token: ${typeof life === 'number' ? `${life} s` : 'not told'}`,
		loginFailure === undefined ? '- logged in' : '- did not log in, so nothing else was read',
		'',
	];
}

/** Whether everything that came back fits. */
export const fits = ({ loginFailure, visits }: Walk): boolean =>
	loginFailure === undefined && visits.every(({ failure }) => failure === undefined);

/** A report to paste into a bug report: names, types and shapes of fields, and no value of any. */
export const reportOf = (walk: Walk): string =>
	[
		'# How EnKash answers, compared with what this package expects',
		'',
		...tokenSection(walk),
		...walk.visits.flatMap(section),
	].join('\n');
