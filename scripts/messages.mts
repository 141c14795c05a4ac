import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { LABELS } from '../enkash/connection.ts';

/** Where the messages that people see are written. */
const SOURCES = 'texts/failures';

/** The page, from the project's root. */
export const MESSAGES_PAGE = 'docs/messages.md';

export interface Message {
	readonly code: string;
	readonly message: string;
	readonly advice: string;
}

/** The expressions that a name stands for in a file. */
type Names = ReadonlyMap<string, ts.Expression>;

/** The texts that an expression can come to, with `…` for what is filled in. */
function textsOf(node: ts.Expression, names: Names): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isParenthesizedExpression(node)) return textsOf(node.expression, names);
	if (ts.isConditionalExpression(node)) {
		return [...textsOf(node.whenTrue, names), ...textsOf(node.whenFalse, names)];
	}
	if (ts.isBinaryExpression(node)) {
		return [...textsOf(node.left, names), ...textsOf(node.right, names)];
	}
	if (ts.isTemplateExpression(node)) {
		const spans = node.templateSpans.map(
			({ expression, literal }) => `${filledIn(expression, names)}${literal.text}`,
		);
		return [[node.head.text, ...spans].join('').replace(/…+/g, '…')];
	}
	const named = ts.isIdentifier(node) && names.get(node.text);
	return named ? textsOf(named, names) : ['…'];
}

/** What stands in a text for an expression: the text of a constant, or `…`. */
function filledIn(node: ts.Expression, names: Names): string {
	if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'LABELS') {
		return String(Reflect.get(LABELS, node.name.text));
	}
	const named = ts.isIdentifier(node) && names.get(node.text);
	const [only, ...others] = named ? textsOf(named, names) : [];
	return only !== undefined && others.length === 0 ? only : '…';
}

const property = (object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined =>
	object.properties.find(
		(member): member is ts.PropertyAssignment =>
			ts.isPropertyAssignment(member) && member.name.getText() === name,
	)?.initializer;

/** The constants of a file, and what its functions return at once. */
function namesIn(source: ts.SourceFile): Names {
	const names = new Map<string, ts.Expression>();
	for (const statement of source.statements) {
		if (!ts.isVariableStatement(statement)) continue;
		for (const { initializer, name } of statement.declarationList.declarations) {
			if (initializer && ts.isIdentifier(name)) names.set(name.text, initializer);
		}
	}
	return names;
}

/** All messages under a code, wherever in its function they are put together. */
function messagesOf(code: string, made: ts.Expression, names: Names): Message[] {
	if (ts.isCallExpression(made)) return messagesOfHelper(code, made, names);
	const found: Message[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isObjectLiteralExpression(node)) {
			const message = property(node, 'message');
			const advice = property(node, 'advice');
			const advised = advice ? textsOf(advice, names).join(' / ') : '';
			if (message) {
				found.push(
					...textsOf(message, names).map((text) => ({ code, message: text, advice: advised })),
				);
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(made);
	return found;
}

/** `field('is empty', 'Fill it in.')`: a helper of the file that takes the end of a message, and advice. */
function messagesOfHelper(code: string, call: ts.CallExpression, names: Names): Message[] {
	const helper = ts.isIdentifier(call.expression) && names.get(call.expression.text);
	if (!helper || !ts.isArrowFunction(helper)) return [];
	const given = helper.parameters.flatMap(({ name }, index): Array<[string, ts.Expression]> => {
		const argument = call.arguments[index];
		return argument && ts.isIdentifier(name) ? [[name.text, argument]] : [];
	});
	const body = ts.isArrowFunction(helper.body) ? helper.body : helper;
	const own = new Map([...names, ...given]);
	return messagesOf(code, body, own).map((one) => ({
		...one,
		advice: one.advice || textsIn(own, 'advice'),
	}));
}

const textsIn = (names: Names, name: string): string => {
	const named = names.get(name);
	return named ? textsOf(named, names).join(' / ') : '';
};

const nameOf = (name: ts.PropertyName): string =>
	ts.isStringLiteralLike(name) || ts.isIdentifier(name) ? name.text : name.getText();

/** The messages of the `Texts<…>` that a file exports. */
function messagesIn(root: string, file: string): Message[] {
	const text = readFileSync(join(root, SOURCES, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const names = namesIn(source);
	return [...names].flatMap(([name, value]) => {
		if (!/^\w+Texts$/.test(name) || !ts.isObjectLiteralExpression(value)) return [];
		return value.properties.flatMap((member) =>
			ts.isPropertyAssignment(member)
				? messagesOf(nameOf(member.name), member.initializer, names)
				: [],
		);
	});
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** All messages of the project in a folder, by code, in the order in which they are written. */
export const allMessages = (root: string): Message[] =>
	readdirSync(join(root, SOURCES))
		.filter((file) => file.endsWith('.ts'))
		.sort()
		.flatMap((file) => messagesIn(root, file));

/** The page of all messages, made from the source. */
export function messagesPage(root: string): string {
	const rows = allMessages(root).map(
		({ advice, code, message }) => `| \`${code}\` | ${cell(message)} | ${cell(advice)} |`,
	);
	return `# Messages

Every message of this package by its code, with the advice that goes with it. Where EnKash gave a reason,
its own words are the message. \`…\` stands for what is filled in, \`/\` between advice for different cases.
Made from the source by \`npm run docs\`; a test keeps it true.

| code | message | what to do |
| --- | --- | --- |
${[...new Set(rows)].join('\n')}
`;
}
