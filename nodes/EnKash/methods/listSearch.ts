import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { type Handle, fullNameOf } from '../../../enkash/contract/handle.ts';
import type { List, Sent } from '../../../enkash/contract/list.ts';
import { parseAccountId } from '../../../enkash/identifiers.ts';
import { redactor } from '../../../enkash/redact.ts';
import type { Result } from '../../../enkash/result.ts';
import { foldText } from '../../../enkash/text.ts';
import { toNodeError } from '../transport/nodeErrors.ts';
import { firstHandles } from '../read/users.ts';
import { openTransport } from '../transport/transport.ts';

const TIMEOUT_MS = 30_000;

/** A picker shows a page at a time, so that thousands of handles do not stall the editor. */
const PAGE = 100;

interface Entry {
	readonly name: string;
	readonly value: string;
}

/**
 * "Asha Rao · 9600098867 · asha@example.com": what tells two people apart. n8n keeps the label of what
 * was picked, so it holds nothing that changes, such as a balance.
 */
const labelOf = (handle: Handle, id: string): string =>
	[fullNameOf(handle) || id, handle.mobile, handle.email].filter(Boolean).join(' · ');

/** Where labels are the same, what EnKash tells them apart by comes after the name. */
function distinct(entries: readonly Entry[]): Entry[] {
	const counts = new Map<string, number>();
	entries.forEach(({ name }) => counts.set(name, (counts.get(name) ?? 0) + 1));
	return entries.map(({ name, value }) => {
		if (counts.get(name) === 1) return { name, value };
		const [first = '', ...rest] = name.split(' · ');
		return { name: [first, value, ...rest].join(' · '), value };
	});
}

/** The account that the form names in its options, or the credential's. */
function accountIn(context: ILoadOptionsFunctions, fallback: string): string {
	const given: unknown = context.getCurrentNodeParameter('options.cardAccountId');
	const account = parseAccountId(given);
	return account.ok ? account.value : fallback;
}

/** The handles of the account, without the credential's secrets in what EnKash says of them. */
async function allHandles(context: ILoadOptionsFunctions): Promise<ReadonlyArray<Sent<Handle>>> {
	const transport = await openTransport(context);
	if (!transport.ok) throw toNodeError(context.getNode(), transport.failure, redactor([]));
	const { client, connection, redactor: redact } = transport.value;
	const handles: Result<List<Handle>> = await client(TIMEOUT_MS).handles(
		accountIn(context, connection.cardAccountId),
	);
	if (handles.ok) return redact().data(handles.value.data);
	throw toNodeError(context.getNode(), handles.failure, redact());
}

/** Digits that are looked for, in a mobile that may have been pasted with blanks and +91. */
const digitsIn = (filter: string): string | undefined => {
	const digits = filter.replace(/^\s*\+91/, '').replace(/[\s()-]/g, '');
	return /^\d{4,}$/.test(digits) ? digits : undefined;
};

function page(
	entries: readonly Entry[],
	filter = '',
	paginationToken: string | undefined,
): INodeListSearchResult {
	const byName = new Intl.Collator('en', { numeric: true });
	const wanted = [foldText(filter), digitsIn(filter)].filter((part) => part !== undefined);
	const matching = distinct(entries)
		.filter(({ name, value }) => {
			const shown = foldText(`${name} ${value}`);
			return wanted.some((part) => shown.includes(part));
		})
		.sort((one, other) => byName.compare(one.name, other.name));
	const start = Number(paginationToken ?? 0);
	const end = start + PAGE;
	return {
		results: matching.slice(start, end).map((entry) => ({ ...entry })),
		paginationToken: end < matching.length ? String(end) : undefined,
	};
}

/** Handles by name, mobile, e-mail or id. A refusal of EnKash's is shown, not an empty box. */
export async function searchHandles(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const entries = (await allHandles(this)).map(({ canonical }) => ({
		name: labelOf(canonical, canonical.enKashCardId),
		value: canonical.enKashCardId,
	}));
	return page(entries, filter, paginationToken);
}

/** People by name, mobile, e-mail or id. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const entries = firstHandles(await allHandles(this)).map(({ canonical }) => {
		const { userId: value = '' } = canonical;
		return { name: labelOf(canonical, value), value };
	});
	return page(entries, filter, paginationToken);
}
