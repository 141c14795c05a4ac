import type { FailureCode, FailureData } from '../enkash/failures/failure.ts';
import { toLines } from '../texts/render.ts';
import type { Text } from '../texts/text.ts';
import { TEXTS } from '../texts/textOf.ts';
import { SAMPLES } from './messages/samples.mts';

/** The page, from the project's root. */
export const MESSAGES_PAGE = 'docs/messages.md';

/** What a person may read, with `…` for what is filled in. */
export interface Message {
	readonly code: string;
	readonly message: string;
	readonly advice: string;
}

/** The text of another failure, which is on the page by itself. */
const OTHER: Text = { message: '…', advice: '…' };

const isCode = (code: string): code is FailureCode => code in TEXTS;

const textsOf = <Code extends FailureCode>(
	code: Code,
	samples: ReadonlyArray<FailureData[Code]>,
): readonly Text[] => samples.map((data) => TEXTS[code](data, () => OTHER));

/** Amounts, numbers, times and days as they come out of the samples. */
const FILLED_IN: ReadonlyArray<readonly [RegExp, string]> = [
	[/₹0\.0\d/g, '₹…'],
	[/NaN/g, '…'],
	[/\d\d:\d\d \(IST\)/g, '…'],
	[/1 Jan 1970/g, '…'],
];

const withBlanks = (text: string): string =>
	FILLED_IN.reduce((left, [filledIn, blank]) => left.replace(filledIn, blank), text);

/** All messages, by area and code. */
export const allMessages = (): readonly Message[] =>
	Object.keys(TEXTS)
		.filter(isCode)
		.flatMap((code) =>
			textsOf(code, SAMPLES[code]).map((text) => ({
				code,
				message: withBlanks(text.message),
				advice: withBlanks(toLines(text)),
			})),
		);

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The page of all messages, made from the texts. */
export function messagesPage(): string {
	const rows = allMessages().map(
		({ advice, code, message }) => `| ${cell(message)} | ${cell(advice)} | \`${code}\` |`,
	);
	return `# Messages

Every message of this package, what to do about it, and its code: \`error.context.code\` of an error,
\`code\` of an item that goes on. Where EnKash gave a reason, its own words are the message. \`…\` stands
for what is filled in. Made from \`texts/\` by \`npm run docs\`; a test keeps it true.

| message | what to do | code |
| --- | --- | --- |
${[...new Set(rows)].join('\n')}
`;
}
