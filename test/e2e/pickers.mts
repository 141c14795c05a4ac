import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { DEMO } from '../../sandbox/company.mts';
import { Flow } from '../support/e2e/flow.mts';
import type { CredentialReference, Stage } from '../support/e2e/stage.mts';

const METHODS = { handleId: 'searchHandles', userId: 'searchUsers' } as const;
type Picker = keyof typeof METHODS;

/** What the lists of handles and people offer, asked for as the editor asks. */
export function offersHandlesAndPeople(theStage: () => Stage): void {
	let credential: CredentialReference;

	beforeAll(async () => {
		credential = await theStage().addCredential('For lists');
	});
	beforeEach(async () => {
		await theStage().control.clearFaults();
		await theStage().control.reset();
	});

	const search = async (
		parameter: Picker,
		filter?: string,
		{ options = {}, paginationToken }: { options?: object; paginationToken?: string } = {},
	) =>
		await theStage().rest.searchList({
			nodeType: 'n8n-nodes-enkash.enKash',
			credentials: { enKashApi: credential },
			parameter,
			method: METHODS[parameter],
			parameters: { [parameter]: { __rl: true, mode: 'list', value: '' }, options },
			...(filter === undefined ? {} : { filter }),
			...(paginationToken === undefined ? {} : { paginationToken }),
		});

	const namesOf = async (...what: Parameters<typeof search>) =>
		(await search(...what)).results.map(({ name }) => name);

	test.each([
		['a name', 'ravi', 'Ravi Kumar'],
		['a name in Devanagari', 'शर्मा', 'प्रिय शर्मा'],
		['a name in Tamil', 'கயல்விழி', 'கயல்விழி முருகன்'],
		['an accent', 'JOSÉ', 'José D’Souza'],
		['an e-mail', 'd.banerjee@', 'Debashish Banerjee'],
		['a mobile with blanks and +91', '+91 96000 00012', 'Gurpreet Singh'],
	])('a handle is found by %s', async (_, words, name) => {
		const names = await namesOf('handleId', words);
		expect(names).toHaveLength(1);
		expect(names[0]).toMatch(new RegExp(`^${name} · \\d{10} · `));
	});

	test('a handle is found by its id, and its id is what is chosen', async () => {
		const { handles } = await theStage().control.account();
		const { enKashCardId = '', firstName } = handles[3] ?? {};
		const { results } = await search('handleId', enKashCardId);
		expect(results).toEqual([
			{ name: expect.stringContaining(firstName ?? '?'), value: enKashCardId },
		]);
	});

	test('a name with an emoji is offered as it is', async () => {
		const parameters = {
			...{ resource: 'handle', operation: 'createAndAllocate', title: 'Ms', gender: 'F' },
			...{ firstName: '🎉 Asha', email: 'party@example.com', mobile: '9600000099' },
			...{ amount: '100', payOncePer: 'referenceNumber', referenceNumber: 'PARTY' },
		};
		await (await Flow.put(theStage(), 'A party', { credential, parameters })).run();
		expect(await namesOf('handleId', '🎉')).toEqual(['🎉 Asha · 9600000099 · party@example.com']);
	});

	test('a person with two handles is offered once', async () => {
		expect(await namesOf('handleId', 'arjun')).toHaveLength(2);
		expect(await namesOf('userId', 'arjun')).toEqual([
			'Arjun Reddy · 9600000004 · arjun.reddy@example.com',
		]);
	});

	test('thousands of handles come in pages, each once', async () => {
		await theStage().control.reset({ handles: 2_000 });
		const values: unknown[] = [];
		let next: string | undefined;
		for (let page = 0; page < 20; page++) {
			const { paginationToken, results } = await search('handleId', undefined, {
				...(next === undefined ? {} : { paginationToken: next }),
			});
			expect(results).toHaveLength(100);
			values.push(...results.map(({ value }) => value));
			next = typeof paginationToken === 'string' ? paginationToken : undefined;
		}
		expect(next).toBeUndefined();
		expect(new Set(values).size).toBe(2_000);
	});

	test('nobody is offered where nobody is', async () => {
		expect(await namesOf('handleId', 'nobody of that name')).toEqual([]);
	});

	test('the list is that of the account which the options name', async () => {
		const options = { cardAccountId: ` ${DEMO.secondCardAccountId} ` };
		const names = await namesOf('handleId', '', { options });
		expect(names.length).toBeGreaterThan(0);
		expect(names.join()).toContain('Harish Pillai');
		expect(names.join()).not.toContain('Asha Menon');
	});

	test.each([
		[
			'EnKash says no',
			async () => await theStage().control.settings({ refuseAccount: true }),
			/Card account not found/,
		],
		[
			'EnKash is down',
			async () =>
				await theStage().control.addFaults({
					...{ endpoint: 'search', fault: 'statusBeforeCommit', status: 503, times: 'always' },
				}),
			/Gateway error/,
		],
	])('when %s, the reason is shown instead of an empty list', async (_, breakIt, words) => {
		await breakIt();
		await expect(search('handleId')).rejects.toThrow(words);
	});
}
