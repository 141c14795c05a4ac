import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Row } from '../bench.mts';
import type { Parameters } from '../workflow.mts';

/** The page of examples, from the project's root. */
export const EXAMPLES_PAGE = 'docs/examples.md';

const object = z.record(z.unknown());
const items = z.array(object);
const parameters = z.custom<Parameters>((value) => object.safeParse(value).success);
const rows = z.custom<readonly Row[]>((value) => items.safeParse(value).success);

/** What a node is given, and what comes out of it, as the page says. */
export interface Example {
	/** The heading that it stands under. */
	readonly title: string;
	/** The items that come in: one without fields, where the page shows none. */
	readonly input: readonly Row[];
	readonly parameters: Parameters;
	readonly output: z.infer<typeof items>;
}

const blockIn = (section: string, name: string): unknown => {
	const [, json] = new RegExp(`\`\`\`json ${name}\\n([\\s\\S]+?)\\n\`\`\``).exec(section) ?? [];
	return json === undefined ? undefined : JSON.parse(json);
};

/** Every example of the page, each with a heading of its own. */
export const examples = (): Example[] =>
	readFileSync(EXAMPLES_PAGE, 'utf8')
		.split(/^### /m)
		.slice(1)
		.map((section) => ({
			title: section.slice(0, section.indexOf('\n')),
			input: rows.parse(blockIn(section, 'input') ?? [{}]),
			parameters: parameters.parse(blockIn(section, 'parameters')),
			output: items.parse(blockIn(section, 'output')),
		}));
