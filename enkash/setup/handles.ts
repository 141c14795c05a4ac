import type { Handle } from '../contract/handle.ts';
import type { List } from '../contract/list.ts';
import type { Transaction } from '../contract/transaction.ts';
import { parseMobile } from '../mobile.ts';
import type { Result } from '../result.ts';
import type { Note } from './finding.ts';

/** Whether the handles are all listed, and with what tells people apart. */
export function noteHandles(
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
