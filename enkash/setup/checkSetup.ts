import { type ClientOptions, type Send, createClient } from '../api/client.ts';
import { isSealed, unseal } from '../api/cipher.ts';
import type { Answer } from '../api/response.ts';
import type { List } from '../contract/list.ts';
import type { Handle } from '../contract/handle.ts';
import { asksForHandle } from '../contract/phrases.ts';
import { isRecord } from '../contract/spelling.ts';
import type { Failure } from '../failures/failure.ts';
import { paiseOf } from '../money.ts';
import type { Result } from '../result.ts';
import type { CheckName, Finding, Note } from './finding.ts';
import { noteHandles } from './handles.ts';
import {
	noteSearchForMany,
	noteSearchForNothing,
	noteSearchForOne,
	referencesIn,
} from './searches.ts';
import { noteStatuses, noteTransactions } from './transactions.ts';

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
