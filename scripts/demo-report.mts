import { z } from 'zod';
import type { Execution } from './n8n/execution.mts';

const account = z.object({ availableBalance: z.number() });
const employee = z.object({ firstName: z.string(), email: z.string(), amount: z.coerce.number() });
const payout = z.object({
	outcome: z.string(),
	name: z.string(),
	referenceNumber: z.string(),
	amount: z.number(),
	amountText: z.string(),
	handleBalance: z.number().optional(),
});

const rupees = new Intl.NumberFormat('en-IN', {
	minimumFractionDigits: 2,
	maximumFractionDigits: 2,
});

/** What the payout workflow did, in lines to print, and what was not as it should be. */
export interface Report {
	lines: string[];
	/** Sentences; none when all is well. */
	problems: string[];
}

/** Reads the execution of `workflows/demo-reward-payout.json`. */
export function reportOn(execution: Execution): Report {
	if (execution.status !== 'success') return { lines: [], problems: [whyItFailed(execution)] };
	const before = balance(execution, 'Balance before');
	const after = balance(execution, 'Balance after');
	const employees = itemsOf(execution, 'One item per employee', employee);
	const payouts = itemsOf(execution, 'Pay rewards', payout);
	const paidNow = payouts.filter(({ outcome }) => outcome === 'allocated');
	const paid = paidNow.reduce((sum, { amount }) => sum + paise(amount), 0);

	const problems: string[] = [];
	if (payouts.length !== employees.length) {
		problems.push(`${employees.length} people were to be paid and ${payouts.length} came out.`);
	}
	employees.forEach(({ firstName, amount }, index) => {
		const result = payouts[index];
		if (result?.outcome !== 'allocated') {
			problems.push(`${firstName}'s outcome is ${result?.outcome ?? 'missing'}, not allocated.`);
		} else if (paise(result.amount) !== paise(amount)) {
			problems.push(`${firstName} got ${result.amount} instead of ${amount}.`);
		}
	});
	if (paise(before) - paise(after) !== paid) {
		problems.push(
			`The account went from ${rupees.format(before)} to ${rupees.format(after)}, ` +
				`which is not the ${rupees.format(paid / 100)} that was paid.`,
		);
	}

	const rows = payouts.map(({ outcome, referenceNumber, name, amountText, handleBalance }) => [
		name,
		amountText,
		outcome,
		referenceNumber,
		handleBalance === undefined ? '' : rupees.format(handleBalance),
	]);
	const lines = [
		...table(['who', 'amount', 'outcome', 'reference', 'balance of the handle'], rows),
		'',
		`The account held ${rupees.format(before)} before and ${rupees.format(after)} after: ` +
			`${rupees.format(paid / 100)} paid to ${paidNow.length} people.`,
	];
	return { lines, problems };
}

function whyItFailed({ status, error, data }: Execution): string {
	const where = data.resultData.lastNodeExecuted ?? 'the start';
	const words = [error?.message, error?.description].filter(Boolean).join(' ');
	return `The workflow ended with "${status}" at "${where}": ${words || 'no reason given'}`;
}

function balance(execution: Execution, node: string): number {
	const [only] = itemsOf(execution, node, account);
	if (only === undefined) throw new Error(`"${node}" put out nothing`);
	return only.availableBalance;
}

function itemsOf<T>(
	execution: Execution,
	node: string,
	shape: z.ZodType<T, z.ZodTypeDef, unknown>,
): T[] {
	return execution.itemsOf(node).map(({ json }) => shape.parse(json));
}

function paise(amount: number): number {
	return Math.round(amount * 100);
}

function table(head: string[], rows: string[][]): string[] {
	const widths = head.map((title, column) =>
		Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
	);
	const line = (row: string[]): string =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd();
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
