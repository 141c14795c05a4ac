import { DIALECTS } from './registry.mts';

const INTRODUCTION = `# The dialects of the sandbox

Every way in which the real EnKash may differ from what its pages say, or from what they let one
guess. [README.md](README.md#dialects) tells how to have the sandbox speak them. This page is what
\`npm run sandbox -- --list-dialects\` prints.`;

/** Says in Markdown which dialects there are, as prettier would write it. */
export function dialectsPage(): string {
	const subjects = [...new Set(DIALECTS.map(({ subject }) => subject))];
	const parts = subjects.map((subject) => `## ${subject}\n\n${tableOf(subject)}`);
	return [INTRODUCTION, ...parts].join('\n\n');
}

function tableOf(subject: string): string {
	const rows = [
		{ dialect: 'dialect', words: 'what is different' },
		...DIALECTS.filter((each) => each.subject === subject).map(({ name, description }) => ({
			dialect: `\`${name}\``,
			words: description,
		})),
	];
	const width = Math.max(...rows.map(({ dialect }) => dialect.length));
	const wordsWidth = Math.max(...rows.map(({ words }) => words.length));
	const [head = '', ...lines] = rows.map(
		({ dialect, words }) => `| ${dialect.padEnd(width)} | ${words.padEnd(wordsWidth)} |`,
	);
	const rule = `| ${'-'.repeat(width)} | ${'-'.repeat(wordsWidth)} |`;
	return [head, rule, ...lines].join('\n');
}
