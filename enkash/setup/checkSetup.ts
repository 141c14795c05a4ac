import { type ClientOptions, type Send, createClient } from '../api/client.ts';
import { isSealed, unseal } from '../api/cipher.ts';
import type { Answer } from '../api/response.ts';
import type { List } from '../contract/list.ts';
import { type Choice, isRecord } from '../contract/spelling.ts';
import { statusMeaning } from '../contract/status.ts';
import type { Transaction } from '../contract/transaction.ts';
import { paiseOf } from '../money.ts';
import type { Result } from '../result.ts';
import type { CheckName, Finding } from './finding.ts';
import { shapeOf } from './listShape.ts';
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
	readonly token: () => string;
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
		note({
			check: 'logIn',
			result: 'refused',
			code: 'not-answered',
			data: { cause: session.failure },
		});
		return [...findings, ...skippedAfter(findings)];
	}
	const { isGiven, lifeMs } = session.value;
	if (isGiven) note({ check: 'logIn', result: 'ok', code: 'token-given', data: {} });
	else note({ check: 'logIn', result: 'ok', code: 'logged-in', data: { lifeMs } });

	const account = await client.account(cardAccountId);
	noteClock(observed.answer(), ports.now(), note);
	if (!account.ok) {
		note({
			check: 'account',
			result: 'refused',
			code: 'not-answered',
			data: { cause: account.failure },
		});
		return [...findings, ...skippedAfter(findings)];
	}
	const { canonical, raw } = account.value;
	const balance = paiseOf(canonical.availableBalance);
	note({
		check: 'account',
		result: 'ok',
		code: 'account-read',
		data: { balance, type: typeIn(raw) },
	});
	noteEncryption(observed.answer(), ports, note);

	const handles = await paging.handles(cardAccountId);
	if (!handles.ok)
		note({
			check: 'handles',
			result: 'differs',
			code: 'not-answered',
			data: { cause: handles.failure },
		});
	else if (handles.value.isCut) {
		const { data, recordsCount } = handles.value;
		note({
			check: 'handles',
			result: 'differs',
			code: 'handles-cut',
			data: { counted: recordsCount, listed: data.length },
		});
	} else
		note({
			check: 'handles',
			result: 'ok',
			code: 'handles-listed',
			data: { count: handles.value.data.length },
		});

	const since = { txnDateFrom: new Date(ports.now() - HISTORY_MS).toISOString() };
	const recent = await client.recent({ cardAccountId, ...since }, HISTORY_SIZE);
	const list = recent.ok ? recent.value : undefined;
	if (!recent.ok)
		note({
			check: 'transactions',
			result: 'refused',
			code: 'not-answered',
			data: { cause: recent.failure },
		});
	else noteTransactions(recent.value, observed.body(), note);
	noteStatuses(list, note);

	const known = referencesIn(list);
	const searched = { client, cardAccountId, token: ports.token };
	await noteSearchForNothing(searched, known[0] ?? SAMPLE_REFERENCE, note);
	await noteSearchForOne(searched, known[0], note);
	await noteSearchForMany(searched, known, note);
	await notePaymentPath(ports, note);
	return findings;
}

type Note = (finding: Finding) => void;

const ORDER: readonly CheckName[] = [
	'logIn',
	'account',
	'handles',
	'transactions',
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

function noteTransactions(list: List<Transaction>, body: unknown, note: Note): void {
	const check = 'transactions';
	if (list.data.length === 0) {
		note({ check, result: 'notSure', code: 'no-transactions', data: {} });
		return;
	}
	const data = shapeOf(body, list);
	const isAsDocumented = data.missing.length === 0 && data.container === 'payload.data';
	if (isAsDocumented) note({ check, result: 'ok', code: 'transactions-listed', data });
	else if (data.missing.length === 0) {
		note({ check, result: 'differs', code: 'transactions-differ', data });
	} else note({ check, result: 'refused', code: 'transactions-differ', data });
}

const nameOf = ({ label, name }: Choice) => (label === name ? name : `${name} (${label})`);

function noteStatuses(list: List<Transaction> | undefined, note: Note): void {
	const check = 'statuses';
	const seen = (list?.data ?? []).flatMap(({ canonical }) => canonical.status ?? []);
	const unknown = seen.filter((status) => statusMeaning(status) === 'unknown');
	const listed = (statuses: readonly Choice[]) => [...new Set(statuses.map(nameOf))].sort();
	if (seen.length === 0) note({ check, result: 'notSure', code: 'no-statuses', data: {} });
	else if (unknown.length > 0) {
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
