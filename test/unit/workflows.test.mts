import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { missingIn, strangersIn } from './workflows/form.mts';
import { boxOf, overlapsOf } from './workflows/layout.mts';
import { READY, isEnKash, isNote, isPayment, linksOf, read } from './workflows/ready.mts';

/** What workflows are connected to until their owner chooses: the sandbox, and what is not there. */
const PLACEHOLDERS = ['EnKash sandbox', 'EnKash with a ceiling'];

const PLACE_TO_CHANGE = 'Change these first';

it('no two workflows have the same id', () => {
	const ids = READY.map(([, text]) => read(text).id);
	expect(new Set(ids).size).toBe(ids.length);
});

it.each(READY)('%s is described in the README of the folder', (file) => {
	expect(readFileSync('workflows/README.md', 'utf8')).toContain(`(${file})`);
});

describe.each(READY)('%s', (_file, text) => {
	const workflow = read(text);
	const { connections, nodes } = workflow;
	const steps = nodes.filter((node) => !isNote(node));
	const payments = steps.filter(isPayment);
	const notes = nodes.filter(isNote).map(({ parameters }) => String(parameters['content']));

	it('uses only what the nodes of this package offer', () => {
		for (const node of steps.filter(isEnKash)) {
			expect({ [node.name]: strangersIn(node) }).toEqual({ [node.name]: [] });
			expect({ [node.name]: missingIn(node) }).toEqual({ [node.name]: [] });
		}
	});

	it('pays nobody twice: each payment is known by more than the run that made it', () => {
		const ways = payments.map(({ parameters }) => parameters['payOncePer']);
		expect(ways.filter((way) => way === 'execution')).toEqual([]);
	});

	it('lets no step go on after an error that nobody hears of', () => {
		for (const { name, onError, type } of steps) {
			if (onError === 'continueErrorOutput') expect(linksOf(workflow, name)[1]).toHaveLength(1);
			if (onError === 'continueRegularOutput' && isPayment(nodeNamed(name))) {
				// A model is told what became of it.
				expect(type).toMatch(/Tool$/);
			}
		}
	});

	it('says what to connect, what to change and how to try it without paying', () => {
		const [about = ''] = notes;
		if (payments.length > 0) expect(notes.join('\n')).toMatch(/Check Only|sandbox/);
		expect(about).toMatch(/^## /);
		expect(about).toMatch(/\*\*Connect\*\*/);
		expect(about).toMatch(/\*\*Try it/);
	});

	it('names only steps that are there', () => {
		const names = new Set(nodes.map(({ name }) => name));
		const named = [...text.matchAll(/\$\('([^']+)'\)/g)].map(([, name = '']) => name);
		const linked = Object.values(connections).flatMap((types) =>
			Object.values(types).flatMap((outputs) => outputs.flat().map(({ node }) => node)),
		);

		expect(names.size).toBe(nodes.length);
		for (const name of [...named, ...linked, ...Object.keys(connections)]) {
			expect([...names]).toContain(name);
		}
	});

	it('leaves no step unconnected', () => {
		const linked = new Set([...text.matchAll(/"node": "([^"]+)"/g)].map(([, name]) => name));
		const alone = steps.filter(({ name }) => !linked.has(name) && !(name in connections));
		expect(alone).toEqual([]);
	});

	it('covers nothing on the canvas with something else', () => {
		expect(overlapsOf(nodes.map(boxOf))).toEqual([]);
	});

	it('needs no code, in a step of its own or in a field', () => {
		expect(steps.filter(({ type }) => /\.(code|function|functionItem)$/.test(type))).toEqual([]);
		expect(JSON.stringify(steps)).not.toMatch(/=>|\bfunction\b|\?\?/);
	});

	it('says where to see whether EnKash is ready', () => {
		expect(notes.join('\n')).toMatch(/Check Setup|Connect\*\* nothing/);
	});

	it('holds nothing of anybody: no credential, no address, no identifier', () => {
		const credentials = nodes.flatMap((node) => Object.values(node.credentials ?? {}));
		const addresses = text.match(/[\w.]+@[\w.]+\w/g) ?? [];

		expect(credentials.filter(({ name }) => !PLACEHOLDERS.includes(name))).toEqual([]);
		expect(addresses.filter((address) => !address.endsWith('@example.com'))).toEqual([]);
		expect(text).not.toMatch(/https?:\/\/|\b(CR|CEK|CA|EKC|ECT)[A-Z0-9]{7,}\b|\bC0[A-Z0-9]{8}\b/);
	});

	it('shows at once what its owner has to fill in', () => {
		const place = nodes.find(({ name }) => name === PLACE_TO_CHANGE);
		const services = steps.filter(({ type }) => /\.(slack|gmail|googleSheets)$/.test(type));

		if (services.length > 0) expect(JSON.stringify(place?.parameters)).toMatch(/change.me/i);
		if (place !== undefined) expect(notes.join('\n')).toContain(`**${PLACE_TO_CHANGE}**`);
	});

	function nodeNamed(name: string) {
		const found = nodes.find((node) => node.name === name);
		if (found === undefined) throw new Error(`No ${name}`);
		return found;
	}
});
