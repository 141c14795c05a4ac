import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Handle } from '../../../enkash/contract/handle.ts';
import type { List, Sent } from '../../../enkash/contract/list.ts';
import { formatRupees, paiseOf } from '../../../enkash/money.ts';
import { redactor } from '../../../enkash/redact.ts';
import type { Result } from '../../../enkash/result.ts';
import { toNodeError } from '../transport/nodeErrors.ts';
import { parseIdentifier } from '../../../enkash/identifiers.ts';
import { firstHandles } from '../read/users.ts';
import { openTransport } from '../transport/transport.ts';

const TIMEOUT_MS = 30_000;

/** A picker shows a page at a time, so that thousands of handles do not stall the editor. */
const PAGE = 100;

const folded = (text: string) => text.normalize('NFKC').toLocaleLowerCase('en');

const nameOf = ({ firstName, lastName }: Handle) => [firstName, lastName].filter(Boolean).join(' ');

const isBlocked = ({ cardStatus }: Handle) =>
	cardStatus !== undefined && !/^(ul|active|unlocked)$/i.test(cardStatus.name);

/**
 * "Asha Rao · ₹120.00 · XX8867 · asha@example.com". The list is narrow and cuts a label at its end,
 * so what one must not misread comes first.
 */
function handleLabel(handle: Handle): string {
	const { email, enKashCardId, maskedNumber, otbBalance } = handle;
	return [
		nameOf(handle) || enKashCardId,
		isBlocked(handle) ? handle.cardStatus?.label : undefined,
		otbBalance === undefined ? undefined : formatRupees(paiseOf(otbBalance)),
		maskedNumber?.replace(/\s/g, '').slice(-6),
		email,
	]
		.filter(Boolean)
		.join(' · ');
}

const userLabel = (handle: Handle): string =>
	[nameOf(handle) || handle.userId, handle.email, handle.mobile].filter(Boolean).join(' · ');

/** The account that the form names in its options, or the credential's. */
function accountIn(context: ILoadOptionsFunctions, fallback: string): string {
	const given: unknown = context.getCurrentNodeParameter('options.cardAccountId');
	const account = parseIdentifier('account')(given);
	return account.ok ? account.value : fallback;
}

async function allHandles(context: ILoadOptionsFunctions): Promise<ReadonlyArray<Sent<Handle>>> {
	const transport = await openTransport(context);
	if (!transport.ok) throw toNodeError(context.getNode(), transport.failure, redactor([]));
	const { client, connection, redactor: redact } = transport.value;
	const handles: Result<List<Handle>> = await client(TIMEOUT_MS).handles(
		accountIn(context, connection.cardAccountId),
	);
	if (handles.ok) return handles.value.data;
	throw toNodeError(context.getNode(), handles.failure, redact());
}

function page(
	entries: ReadonlyArray<{ name: string; value: string }>,
	filter: string | undefined,
	paginationToken: string | undefined,
): INodeListSearchResult {
	const wanted = folded(filter ?? '');
	const matching = entries.filter(({ name, value }) => folded(`${name} ${value}`).includes(wanted));
	const start = Number(paginationToken ?? 0);
	const end = start + PAGE;
	return {
		results: matching.slice(start, end).map((entry) => ({ ...entry })),
		paginationToken: end < matching.length ? String(end) : undefined,
	};
}

/** Handles by name, e-mail, masked number or id. A refusal of EnKash's is shown, not an empty box. */
export async function searchHandles(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const handles = await allHandles(this);
	const entries = handles.map(({ canonical }) => ({
		name: handleLabel(canonical),
		value: canonical.enKashCardId,
	}));
	return page(entries, filter, paginationToken);
}

/** People by name, e-mail, mobile number or id. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const users = firstHandles(await allHandles(this));
	const entries = users.map(({ canonical }) => ({
		name: userLabel(canonical),
		value: canonical.userId ?? '',
	}));
	return page(entries, filter, paginationToken);
}
