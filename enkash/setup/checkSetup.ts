import { type ClientOptions, type Send, createClient } from '../api/client.ts';
import { isSealed, unseal } from '../api/cipher.ts';
import type { Answer } from '../api/response.ts';
import type { List } from '../contract/list.ts';
import type { Handle } from '../contract/handle.ts';
import { asksForHandle } from '../contract/phrases.ts';
import { type NamedValue, isRecord } from '../contract/spelling.ts';
import { statusMeaning } from '../contract/status.ts';
import type { Transaction } from '../contract/transaction.ts';
import type { Failure } from '../failures/failure.ts';
import { paiseOf } from '../money.ts';
import { parseMobile } from '../person.ts';
import type { Result } from '../result.ts';
import type { CheckName, CheckResult, Finding } from './finding.ts';
import { shapeOf } from './transactionShape.ts';
import {
	noteSearchForMany,
	noteSearchForNothing,
	noteSearchForOne,
	referencesIn,
} from './searches.ts';

export interface SetupPorts extends Omit<ClientOptions, 'send'> {
	readonly send: Send;
	/** Makes sure of a session; how long its token lives, in ms, as far as EnKash told. */
	readonly openSession: () => Promise<
		Result<{ readonly lifeMs?: number; readonly isGiven: boolean }>
	>;
	/** A plain GET of a path, which moves nothing. */
	readonly probe: (path: string) => Promise<Result<Answer>>;
	readonly cardAccountId: string;
	/** The path of the allocation endpoint. */
	readonly allocatePath: string;
	/** A text that no other call ever gets. */
	readonly nonce: () => string;
}

const HISTORY_MS = 30 * 24 * 60 * 60 * 1000;
const HISTORY_SIZE = 20;
const MAX_SKEW_MS = 60_000;

/** The form of a reference where there is none to copy it from. */
const SAMPLE_REFERENCE = 'CHECK-2041-ABCD';

/**
 * Finds out what works, what EnKash does otherwise than expected, and whether it is safe to pay.
 * Read-only; at most 12 requests.
 */
export async function checkSetup(ports: SetupPorts): Promise<readonly Finding[]> {
	const findings: Finding[] = [];
	const note: Note = (finding) => findings.push(finding);
	const observed = observer(ports);
	const client = createClient({ ...ports, send: observed.send, maxPages: 0 });
	const paging = createClient({ ...ports, maxPages: 1 });
	const { cardAccountId } = ports;

	const session = await ports.openSession();
	if (!session.ok) {
		const data = { cause: session.failure };
		note({ check: 'logIn', result: 'refused', code: 'not-answered', data });
		return [...findings, ...skippedAfter(findings)];
	}
	const { isGiven, lifeMs } = session.value;
	if (isGiven) note({ check: 'logIn', result: 'ok', code: 'token-given', data: {} });
	else note({ check: 'logIn', result: 'ok', code: 'logged-in', data: { lifeMs } });

	const account = await client.account(cardAccountId);
	noteClock(observed.answer(), ports.now(), note);
	if (!account.ok) {
		const data = { cause: account.failure };
		note({ check: 'account', result: 'refused', code: 'not-answered', data });
		return [...findings, ...skippedAfter(findings)];
	}
	const { canonical, raw } = account.value;
	const balance = paiseOf(canonical.availableBalance);
	const data = { balance, type: typeIn(raw) };
	note({ check: 'account', result: 'ok', code: 'account-read', data });
	noteEncryption(observed.answer(), ports, note);

	const handles = await paging.handles(cardAccountId);

	const since = { txnDateFrom: new Date(ports.now() - HISTORY_MS).toISOString() };
	const history = async (handleId?: string) =>
		await client.recent({ cardAccountId, enKashCardId: handleId, ...since }, HISTORY_SIZE);
	const whole = await history();
	const needsHandle = !whole.ok && asksForHandle(wordsOf(whole.failure));
	const handleId = needsHandle && handles.ok ? anyHandle(handles.value) : undefined;
	const recent = handleId === undefined ? whole : await history(handleId);
	const list = recent.ok ? recent.value : undefined;
	noteHandles(handles, list, note);
	noteTransactions(recent, observed.body(), { handleId, note });
	noteStatuses(list, note);

	const known = referencesIn(list);
	const searched = { client, cardAccountId, handleId, nonce: ports.nonce };
	await noteSearchForNothing(searched, known[0] ?? SAMPLE_REFERENCE, note);
	await noteSearchForOne(searched, known[0], note);
	await noteSearchForMany(searched, known, note);
	await notePaymentPath(ports, note);
	return findings;
}

const wordsOf = (failure: Failure): string =>
	'words' in failure.data ? (failure.data.words ?? '') : '';

const anyHandle = ({ data }: List<Handle>): string | undefined =>
	data.map(({ canonical }) => canonical.enKashCardId).find((id) => id !== undefined);

type Note = (finding: Finding) => void;

const ORDER: readonly CheckName[] = [
	'logIn',
	'clock',
	'account',
	'encryption',
	'handles',
	'transactions',
	'statuses',
	'searchForNothing',
	'searchForOne',
	'searchForMany',
	'paymentPath',
];

/** What was not looked at, because something before it did not work. */
const skippedAfter = (findings: readonly Finding[]): Finding[] =>
	ORDER.filter((check) => findings.every((finding) => finding.check !== check)).map((check) => ({
		check,
		result: 'skipped',
		code: 'not-reached',
		data: {},
	}));

/** Keeps the newest answer, to see in which form it came. */
function observer({ encryptionSecret, send }: SetupPorts) {
	let newest: Answer | undefined;
	const observed: Send = async (call) => {
		const answer = await send(call);
		newest = answer.ok ? answer.value : undefined;
		return answer;
	};
	const body = (): unknown => {
		if (!newest || !isSealed(newest.body)) return newest?.body;
		const opened = unseal(newest.body, encryptionSecret);
		return opened.ok ? opened.value : undefined;
	};
	return { send: observed, answer: () => newest, body };
}

function noteClock(answer: Answer | undefined, now: number, note: Note): void {
	const date = answer?.headers.date;
	const at = typeof date === 'string' ? Date.parse(date) : NaN;
	const check = 'clock';
	if (Number.isNaN(at)) {
		note({ check, result: 'notSure', code: 'clock-not-told', data: {} });
		return;
	}
	const data = { skewMs: now - at };
	if (Math.abs(data.skewMs) <= MAX_SKEW_MS)
		note({ check, result: 'ok', code: 'clock-right', data });
	else note({ check, result: 'differs', code: 'clock-wrong', data });
}

function typeIn({ accountType }: Readonly<Record<string, unknown>>): string | undefined {
	const name = isRecord(accountType) ? accountType.name : accountType;
	return typeof name === 'string' ? name : undefined;
}

function noteEncryption(
	answer: Answer | undefined,
	{ payloadEncryption }: SetupPorts,
	note: Note,
): void {
	const isOn = isSealed(answer?.body);
	const isWanted = payloadEncryption === 'requestAndResponse';
	const data = { isOn };
	if (isOn === isWanted) {
		note({ check: 'encryption', result: 'ok', code: 'encryption-as-set', data });
	} else note({ check: 'encryption', result: 'differs', code: 'encryption-differs', data });
}

function noteHandles(
	handles: Result<List<Handle>>,
	transactions: List<Transaction> | undefined,
	note: Note,
): void {
	const check = 'handles';
	if (!handles.ok) {
		// With a question that EnKash does not take, everybody is still asked for one by one.
		const result = handles.failure.code === 'field-refused' ? 'differs' : 'refused';
		note({ check, result, code: 'not-answered', data: { cause: handles.failure } });
		return;
	}
	const { data, isCut, recordsCount } = handles.value;
	if (isCut) {
		const counts = { counted: recordsCount, listed: data.length };
		note({ check, result: 'differs', code: 'handles-cut', data: counts });
		return;
	}
	const listed = new Set(data.map(({ canonical }) => canonical.enKashCardId));
	const named = (transactions?.data ?? []).flatMap(({ canonical }) => canonical.enKashCardId ?? []);
	const missing = new Set(named.filter((id) => !listed.has(id))).size;
	// Pages come in tens.
	const mayBeOnePage = data.length > 0 && data.length % 10 === 0;
	if (missing > 0 && mayBeOnePage) {
		const counts = { listed: data.length, missing };
		note({ check, result: 'refused', code: 'handles-missing', data: counts });
		return;
	}
	const hasMobiles = data.some(({ canonical }) => parseMobile(canonical.mobile).ok);
	if (data.length > 0 && !hasMobiles) {
		const count = data.length;
		note({ check, result: 'refused', code: 'handles-without-mobiles', data: { count } });
		return;
	}
	const found = { count: data.length, mayBeOnePage };
	note({ check, result: 'ok', code: 'handles-listed', data: found });
}

function noteTransactions(
	recent: Result<List<Transaction>>,
	body: unknown,
	{ handleId, note }: { readonly handleId: string | undefined; readonly note: Note },
): void {
	const check = 'transactions';
	if (!recent.ok) {
		// A list may be had by a reference only. The searches that follow tell.
		const result = recent.failure.code === 'field-refused' ? 'notSure' : 'refused';
		note({ check, result, code: 'not-answered', data: { cause: recent.failure } });
		return;
	}
	const list = recent.value;
	if (list.data.length === 0) {
		note({ check, result: 'notSure', code: 'no-transactions', data: {} });
		return;
	}
	const data = shapeOf(body, list);
	const isAsDocumented = data.missing.length === 0 && data.container === 'payload.data';
	if (handleId !== undefined) {
		note({ check, result: 'differs', code: 'transactions-by-handle', data });
	} else if (isAsDocumented) note({ check, result: 'ok', code: 'transactions-listed', data });
	else note({ check, result: resultOf(data.missing), code: 'transactions-differ', data });
}

/** Without its amount nothing is known to be paid; what else is missing may not be needed. */
const resultOf = (missing: readonly string[]): CheckResult => {
	if (missing.includes('amount')) return 'refused';
	return missing.length > 0 ? 'notSure' : 'differs';
};

const nameOf = ({ label, name }: NamedValue) => (label === name ? name : `${name} (${label})`);

function noteStatuses(list: List<Transaction> | undefined, note: Note): void {
	const check = 'statuses';
	const seen = (list?.data ?? []).flatMap(({ canonical }) => canonical.status ?? []);
	const unknown = seen.filter((status) => statusMeaning(status) === 'unknown');
	const listed = (statuses: readonly NamedValue[]) => [...new Set(statuses.map(nameOf))].sort();
	const isGood = (status: NamedValue) => statusMeaning(status) === 'good';
	if (seen.length === 0) note({ check, result: 'notSure', code: 'no-statuses', data: {} });
	else if (!seen.some(isGood)) {
		const data = { statuses: listed(seen) };
		note({ check, result: 'notSure', code: 'no-status-of-paid', data });
	} else if (unknown.length > 0) {
		const data = { statuses: listed(unknown) };
		note({ check, result: 'differs', code: 'statuses-unknown', data });
	} else note({ check, result: 'ok', code: 'statuses-known', data: { statuses: listed(seen) } });
}

/** A plain GET on the address of payments moves nothing: 405 means that it is there, 404 that it is not. */
async function notePaymentPath(
	{ allocatePath: path, probe }: SetupPorts,
	note: Note,
): Promise<void> {
	const check = 'paymentPath';
	const answer = await probe(path);
	if (!answer.ok) {
		note({ check, result: 'notSure', code: 'not-answered', data: { cause: answer.failure } });
		return;
	}
	const { status } = answer.value;
	if (status === 405) note({ check, result: 'ok', code: 'path-there', data: { path } });
	else if (status === 404) note({ check, result: 'refused', code: 'path-missing', data: { path } });
	else note({ check, result: 'notSure', code: 'path-unclear', data: { path, status } });
}
