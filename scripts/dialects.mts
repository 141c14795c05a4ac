import { DIALECTS, type NamedDialect } from '../sandbox/dialects/registry.mts';
import { REFUSES, WORKS } from '../test/deep/payout/verdicts.mts';
import { allMessages } from './messages.mts';

/** The page, from the project's root. */
export const CONTRACT_PAGE = 'docs/contract.md';

const START = '<!-- What the node makes of each dialect; written by `npm run docs`. -->';
const END = '<!-- The end of what `npm run docs` wrote. -->';

/** What the first message of a code says, `…` standing for what is filled in. */
function messageOf(code: string): string {
	const { message = code } = allMessages('.').find((one) => one.code === code) ?? {};
	return message === '…' ? 'EnKash says why' : message;
}

const PAID: Readonly<Record<number, string>> = { 0: 'nobody', 2: 'one in each run', 30: 'all' };

/** A table as prettier would write it. */
function table(rows: ReadonlyArray<readonly string[]>): string {
	const [head = [], ...others] = rows;
	const widths = head.map((_, at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
	const rule = widths.map((width) => '-'.repeat(width));
	return [head, rule, ...others].map(line).join('\n');
}

const subjectsOf = (dialects: readonly NamedDialect[]) => [
	...new Set(dialects.map(({ subject }) => subject)),
];

/** The table of dialects in Markdown. */
function dialects(): string {
	const works: readonly string[] = WORKS;
	const working = DIALECTS.filter(({ name }) => works.includes(name));
	const refusing = DIALECTS.flatMap((dialect) => {
		const refusal = Object.entries(REFUSES).find(([name]) => name === dialect.name)?.[1];
		return refusal ? [{ ...dialect, ...refusal }] : [];
	});
	const inWorking = subjectsOf(working).map((subject) => [
		subject,
		working.flatMap((one) => (one.subject === subject ? [`\`${one.name}\``] : [])).join(', '),
	]);
	const inRefusing = refusing.map(({ code, description, name, paid }) => [
		`\`${name}\``,
		description,
		messageOf(code),
		PAID[paid] ?? String(paid),
	]);
	return [
		`In ${working.length} dialects all are paid once, and found by the second run:`,
		table([['subject', 'dialects'], ...inWorking]),
		`In ${refusing.length} the node refuses, and says why:`,
		table([['dialect', 'what is different', 'what the node says', 'paid'], ...inRefusing]),
		'In none is anybody paid twice.',
	].join('\n\n');
}

/** A page with the table of dialects between its marks. */
export function withDialects(page: string): string {
	const [before = '', rest = ''] = page.split(START);
	const [, after = ''] = rest.split(END);
	return `${before}${START}\n\n${dialects()}\n\n${END}${after}`;
}
