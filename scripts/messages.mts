import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Where the messages that people see are written. */
const SOURCES = ['enkash', 'texts', 'nodes', 'credentials'];

/** The page, from the project's root. */
export const MESSAGES_PAGE = 'docs/messages.md';

export interface Message {
	readonly message: string;
	readonly advice: string;
	readonly file: string;
}

/** The text of a string as people see it, with `…` for what is filled in. */
function textOf(node: ts.Node): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isTemplateExpression(node)) {
		return [node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('')];
	}
	if (ts.isConditionalExpression(node)) {
		return [...textOf(node.whenTrue), ...textOf(node.whenFalse)];
	}
	if (ts.isBinaryExpression(node)) return [...textOf(node.left), ...textOf(node.right)];
	if (ts.isParenthesizedExpression(node)) return textOf(node.expression);
	return [];
}

function property(object: ts.ObjectLiteralExpression, name: string): string[] {
	for (const member of object.properties) {
		if (!ts.isPropertyAssignment(member)) continue;
		if (ts.isIdentifier(member.name) && member.name.text === name) {
			return textOf(member.initializer);
		}
	}
	return [];
}

/** Calls whose arguments are a message and its advice, instead of an object that holds them. */
const HELPERS = new Set(['conflict', 'unclear', 'wrong']);

function messagesIn(root: string, file: string): Message[] {
	const text = readFileSync(join(root, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const found: Message[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isObjectLiteralExpression(node)) {
			const advice = property(node, 'advice').join(' / ');
			found.push(...property(node, 'message').map((message) => ({ message, advice, file })));
		}
		if (
			ts.isCallExpression(node) &&
			ts.isIdentifier(node.expression) &&
			HELPERS.has(node.expression.text)
		) {
			const [first = [], second = []] = node.arguments.map(textOf).filter((t) => t.length > 0);
			found.push(...first.map((message) => ({ message, advice: second.join(' / '), file })));
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const sourceFiles = (root: string): string[] =>
	SOURCES.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
			.sort(),
	);

/** All messages of the project in a folder, in the order of the files they are written in. */
export const allMessages = (root: string): Message[] =>
	sourceFiles(root)
		.flatMap((file) => messagesIn(root, file))
		.filter(({ message }) => /[a-z]{3}/i.test(message));

/** The page of all messages, made from the source. */
export function messagesPage(root: string): string {
	const rows = allMessages(root).map(
		({ advice, file, message }) => `| ${cell(message)} | ${cell(advice)} | \`${file}\` |`,
	);
	return `# Messages

Every message of this package, with the advice that goes with it. Where EnKash gave a reason, its own
words are the message. \`…\` stands for what is filled in. Made from the source by
\`node scripts/run.mjs scripts/write-messages.mts\`; a test keeps it true.

| message | what to do | written in |
| --- | --- | --- |
${[...new Set(rows)].join('\n')}
`;
}
