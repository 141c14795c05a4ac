import type { List } from '../contract/list.ts';
import type { NamedValue } from '../contract/spelling.ts';
import { statusMeaning } from '../contract/status.ts';
import type { Transaction } from '../contract/transaction.ts';
import type { Result } from '../result.ts';
import type { CheckResult, Note } from './finding.ts';
import { shapeOf } from './transactionShape.ts';

/** Whether recent transactions are listed, and with the facts of a payment. */
export function noteTransactions(
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

/** Which statuses EnKash shows, and whether we know them. */
export function noteStatuses(list: List<Transaction> | undefined, note: Note): void {
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
