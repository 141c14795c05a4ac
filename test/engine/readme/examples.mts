import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Parameters } from '../workflow.mts';

const object = z.record(z.unknown());
const parameters = z.custom<Parameters>((value) => object.safeParse(value).success);
const output = z.array(object);

/** What a node is given, and what comes out of it, as the README says. */
export interface Example {
	readonly parameters: Parameters;
	readonly output: z.infer<typeof output>;
}

const PAIR = /```json parameters\n([\s\S]+?)\n```\s+```json output\n([\s\S]+?)\n```/g;

export const examples = (): Example[] =>
	[...readFileSync('README.md', 'utf8').matchAll(PAIR)].map(([, given = '', came = '']) => ({
		parameters: parameters.parse(JSON.parse(given)),
		output: output.parse(JSON.parse(came)),
	}));
