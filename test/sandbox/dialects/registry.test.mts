import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { dialectsPage } from '../../../sandbox/dialects/page.mts';
import { clashIn, DIALECTS } from '../../../sandbox/dialects/registry.mts';
import { useSpeaker } from './speaking.mts';

const { at, speak, pay, payload } = useSpeaker();

describe('the dialects', () => {
	it('have names in kebab case, and no two the same', () => {
		const names = DIALECTS.map(({ name }) => name);

		expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
		expect(new Set(names).size).toBe(names.length);
	});

	it('are each told in one sentence, and no two in the same', () => {
		const told = DIALECTS.map(({ description }) => description);

		expect(told.filter((words) => !/^[A-Z`].*[."]$/.test(words))).toEqual([]);
		expect(new Set(told).size).toBe(told.length);
	});

	it('are all on the page that lists them', () => {
		expect(readFileSync('sandbox/DIALECTS.md', 'utf8')).toBe(`${dialectsPage()}\n`);
	});

	it('go together unless they change the same', () => {
		expect(clashIn(['list-called-content', 'amounts-in-paise', 'shown-after-25s'])).toBeUndefined();
		expect(clashIn(['never-listed', 'list-bare', 'shown-after-25s'])).toBe(
			'shown-after-25s and never-listed do not go together: both change shown',
		);
		expect(clashIn(['list-bare', 'list-bare'])).toBeUndefined();
	});
});

describe('the control API', () => {
	it('lists the dialects', async () => {
		expect(await at.control.dialects()).toEqual(
			DIALECTS.map(({ name, subject, description, seams }) => ({
				...{ name, subject, description, seams },
			})),
		);
	});

	it('lets several be spoken at a time, and none after a reset', async () => {
		await speak('list-called-content', 'amounts-in-paise', 'reference-in-remarks');
		await pay('R1', 5);
		const record = expect.objectContaining({ amount: 500, remarks: 'R1' });
		expect(await payload()).toEqual({ content: [record], totalElements: 1 });

		await at.control.reset();
		at.caller.forget();
		expect(await payload({})).toMatchObject({ recordsCount: 6 });
	});

	it('refuses a dialect that is not there, and two that do not go together', async () => {
		const unknown = fetch(`${at.sandbox.url}/__sandbox/settings`, {
			method: 'POST',
			body: JSON.stringify({ dialects: ['klingon'] }),
		});

		expect(await (await unknown).text()).toContain('There is no dialect klingon');
		await expect(speak('never-listed', 'shown-after-1h')).rejects.toThrow(
			'shown-after-1h and never-listed do not go together: both change shown',
		);
	});
});
