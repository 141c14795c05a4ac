import type { IExecuteFunctions } from 'n8n-workflow';
import type { Client } from '../../../enkash/api/client.ts';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { HandleDirectory } from '../../../enkash/handleDirectory.ts';
import type { Payment } from '../../../enkash/payout/payment.ts';
import { RequestQueue } from '../../../enkash/requests/queue.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import type { PaySettings } from '../form/options.ts';
import { type ExecutionRoot, executionRootOf } from '../input/executionRoot.ts';
import { periodOf } from '../input/payPeriod.ts';
import type { PayOperation } from '../operation.ts';
import type { Transport } from '../transport/transport.ts';
import { wait } from '../transport/wait.ts';
import { readRows } from './readRows.ts';
import type { RowName } from './rowName.ts';

/** What one item of the input asks for. */
export type Row = RowName &
	(
		| { readonly kind: 'payment'; readonly payment: Payment }
		/** It cannot be read, or whom it names cannot be found. */
		| { readonly kind: 'refused'; readonly failures: readonly Failure[] }
		/** Nothing is wrong with it, but with others, so that EnKash was not asked about it. */
		| { readonly kind: 'heldBack' }
		/** A blank row of a sheet: nobody is paid for it. */
		| { readonly kind: 'blank' }
	);

/** The items of a money operation, read. */
export interface Batch {
	/** One per item, in order. */
	readonly rows: readonly Row[];
	/** Why none of them can be paid; then no row is a payment. */
	readonly failure?: Failure;
	readonly settings: PaySettings;
	/** The handles of the accounts that are paid from, by account. */
	readonly directories: Directories;
	readonly root: ExecutionRoot;
}

type Directories = ReadonlyMap<string, HandleDirectory>;

/** Reads every item before any is paid. EnKash is asked for nothing but its lists of handles. */
export async function readBatch(
	context: IExecuteFunctions,
	operation: PayOperation,
	{ client, connection }: Transport,
): Promise<Batch> {
	const root = await executionRootOf(context);
	const { failure, rows, settings } = await readRows(context, operation);
	const heldBack = (because?: Failure): Batch => ({
		...{ failure: because, settings, root, directories: new Map() },
		rows: rows.map((row): Row => (row.kind === 'read' ? { ...row, kind: 'heldBack' } : row)),
	});
	const isRefused = rows.some(({ kind }) => kind === 'refused');
	if (failure || (isRefused && settings.ifRowsAreWrong === 'sendNothing')) return heldBack(failure);

	const accountOf = (own: PaySettings) => own.cardAccountId ?? connection.cardAccountId;
	const accounts = rows.flatMap((row) => (row.kind === 'read' ? accountOf(row.settings) : []));
	const directories = await readDirectories(new Set(accounts), client(settings.timeout));
	if (!directories.ok) return heldBack(directories.failure);

	const run = { root, timeZone: context.getTimezone(), isTool: isTool(context) };
	const toRow = (row: (typeof rows)[number]): Row => {
		if (row.kind !== 'read') return row;
		const cardAccountId = accountOf(row.settings);
		const payment = row.pay({
			cardAccountId,
			allocationType: connection.allocationType,
			directory: directories.value.get(cardAccountId) ?? new HandleDirectory(),
			ifDetailsDiffer: row.settings.ifDetailsDiffer,
			period: (given) => periodOf(given, run),
		});
		return payment.ok
			? { ...row, kind: 'payment', payment: payment.value }
			: { ...row, kind: 'refused', failures: [payment.failure] };
	};
	return { settings, root, directories: directories.value, rows: rows.map(toRow) };
}

const isTool = (context: IExecuteFunctions) => context.getNode().type.endsWith('Tool');

/**
 * Asks for the handles of each account once. Without an answer no payment is held against them; what
 * every request would meet ends the run.
 */
async function readDirectories(
	accounts: ReadonlySet<string>,
	client: Client,
): Promise<Result<Directories>> {
	const queue = new RequestQueue({ sleep: wait, now: Date.now }, accounts.size);
	const directories = new Map<string, HandleDirectory>();
	for (const account of accounts) {
		const list = await queue.ask(async () => await client.handles(account));
		if (!list.ok && (list.failure.kind === 'credential' || list.failure.affectsWholeBatch)) {
			return fail(list.failure);
		}
		directories.set(account, new HandleDirectory(list.ok ? list.value : undefined));
	}
	return succeed(directories);
}
