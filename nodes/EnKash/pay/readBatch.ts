import type { IExecuteFunctions } from 'n8n-workflow';
import type { Client } from '../../../enkash/api/client.ts';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { HandleDirectory } from '../../../enkash/handleDirectory.ts';
import type { Payment } from '../../../enkash/payout/payment.ts';
import { validateBatch } from '../../../enkash/payout/validateBatch.ts';
import { RequestQueue } from '../../../enkash/requests/queue.ts';
import { type Result, fail, succeed } from '../../../enkash/result.ts';
import type { PaySettings } from '../form/options.ts';
import { type ExecutionRoot, executionRootOf } from '../input/executionRoot.ts';
import { periodOf } from '../input/payPeriod.ts';
import type { PayOperation } from '../operation.ts';
import { isTool } from '../transport/isTool.ts';
import type { Transport } from '../transport/transport.ts';
import { wait } from '../transport/wait.ts';
import { readRows } from './readRows.ts';
import { type RowName, rowText } from './rowName.ts';

/** What one item of the input asks for. */
export type Row = RowName &
	(
		| { readonly kind: 'payment'; readonly payment: Payment }
		/** It cannot be read, or must not be paid as it is. */
		| { readonly kind: 'refused'; readonly failure: Failure; readonly payment?: Payment }
		/** Nothing is wrong with it so far, but with others. */
		| { readonly kind: 'heldBack'; readonly payment?: Payment }
		/** A blank row of a sheet: nobody is paid for it. */
		| { readonly kind: 'blank' }
	);

type Directories = ReadonlyMap<string, HandleDirectory>;

/** The items of a money operation, read. */
export interface ReadBatch {
	/** One per item, in order. Held back are those that must wait for others to be corrected. */
	readonly rows: readonly Row[];
	/** Why none of them can be paid; then no row is a payment. */
	readonly failure?: Failure;
	readonly settings: PaySettings;
	/** Every execution pays under references of its own. */
	readonly isEveryExecution: boolean;
	/** The handles of the accounts that are paid from, by account. */
	readonly directories: Directories;
	readonly root: ExecutionRoot;
}

/** Reads every item before any is paid. EnKash is asked for nothing but its lists of handles. */
export async function readBatch(
	context: IExecuteFunctions,
	operation: PayOperation,
	{ client, connection }: Transport,
): Promise<ReadBatch> {
	const root = await executionRootOf(context);
	const { failure, rows, settings } = await readRows(context, operation);
	const isEveryExecution = context.getNodeParameter('payOncePer', 0, '') === 'execution';
	const directories = new Map<string, HandleDirectory>();
	const batch = { settings, isEveryExecution, root, directories };
	const unasked = rows.map(
		(row): Row => (row.kind === 'read' ? { ...row, kind: 'heldBack' } : row),
	);
	if (failure || mustWait(unasked, settings)) return { ...batch, failure, rows: unasked };

	const accountOf = (own: PaySettings) => own.cardAccountId ?? connection.cardAccountId;
	const accounts = rows.flatMap((row) => (row.kind === 'read' ? accountOf(row.settings) : []));
	const listed = await readDirectories(new Set(accounts), client(settings.timeout));
	if (!listed.ok) return { ...batch, failure: listed.failure, rows: unasked };

	const run = { root, timeZone: context.getTimezone(), isTool: isTool(context.getNode()) };
	const made = rows.map((row): Row => {
		if (row.kind !== 'read') return row;
		const cardAccountId = accountOf(row.settings);
		const payment = row.pay({
			cardAccountId,
			allocationType: connection.allocationType,
			directory: listed.value.get(cardAccountId) ?? new HandleDirectory(),
			ifDetailsDiffer: row.settings.ifDetailsDiffer,
			period: (given) => periodOf(given, run),
		});
		return payment.ok
			? { ...row, kind: 'payment', payment: payment.value }
			: { ...row, kind: 'refused', failure: payment.failure };
	});
	const unlisted = made.find(isUnlisted);
	if (unlisted) return { ...batch, failure: unlisted.failure, rows: unasked };
	const valid = withoutInvalid(made, connection.limits.perAllocation);
	return {
		...batch,
		directories: listed.value,
		rows: mustWait(valid, settings) ? valid.map(holdBack) : valid,
	};
}

/** Whether nobody may be paid before some rows are corrected. */
export const isAnyWrong = (rows: readonly Row[], { ifRowsAreWrong }: PaySettings): boolean =>
	ifRowsAreWrong === 'sendNothing' && rows.some(({ kind }) => kind === 'refused');

/** A check looks at the others all the same. */
const mustWait = (rows: readonly Row[], settings: PaySettings): boolean =>
	!settings.checkOnly && isAnyWrong(rows, settings);

const holdBack = (row: Row): Row => (row.kind === 'payment' ? { ...row, kind: 'heldBack' } : row);

/** Whether a row cannot be read because EnKash sent no list of handles, which it needs. */
const isUnlisted = (row: Row): row is Extract<Row, { kind: 'refused' }> =>
	row.kind === 'refused' && row.failure.affectsWholeBatch === true;

/** Refuses the payments that cannot stand beside one another, or above a ceiling. */
function withoutInvalid(rows: readonly Row[], maxAmount: bigint | undefined): readonly Row[] {
	const payments = new Map(
		rows.flatMap((row, item) => (row.kind === 'payment' ? [[item, row.payment] as const] : [])),
	);
	const nameOf = (item: number) => {
		const row = rows[item];
		return row ? rowText(row) : '';
	};
	const problems = validateBatch(payments, maxAmount, nameOf);
	const failures = new Map(problems.map(({ failure, item }) => [item, failure]));
	return rows.map((row, item): Row => {
		const failure = failures.get(item);
		return failure && row.kind === 'payment' ? { ...row, kind: 'refused', failure } : row;
	});
}

/**
 * Asks for the handles of each account once. Without a list no payment is held against it, and whichever
 * needs it ends the run; so does what every request would meet.
 */
async function readDirectories(
	accounts: ReadonlySet<string>,
	client: Client,
): Promise<Result<Directories>> {
	const queue = new RequestQueue({ sleep: wait, now: Date.now }, 1);
	const directories = new Map<string, HandleDirectory>();
	for (const account of accounts) {
		const list = await queue.ask(async () => await client.handles(account));
		if (!list.ok && (list.failure.kind === 'credential' || list.failure.affectsWholeBatch)) {
			return fail(list.failure);
		}
		const directory = list.ok
			? new HandleDirectory(list.value)
			: new HandleDirectory(undefined, { ...list.failure, affectsWholeBatch: true });
		directories.set(account, directory);
	}
	return succeed(directories);
}
