import { describe, expect, test } from '@jest/globals';
import { useBench } from './bench.mts';
import type { Row } from './bench.mts';
import type * as operations from './operations.mts';
import { allocate, createAndAllocate, getAccount, getHandle, getHandles } from './operations.mts';
import { getTransaction, getTransactions, getUser, getUsers, withdraw } from './operations.mts';
import type { Run } from './run.mts';
import type { Parameters } from './workflow.mts';

const bench = useBench();

interface Operation {
	readonly parameters: Parameters;
	/** Items that go well but for the second; no two runs share a reference. */
	readonly rows: (run: string) => Promise<Row[]>;
	/** What is said of the second. */
	readonly words: string;
	/** HTTP status, where EnKash said no itself. */
	readonly status?: number;
}

const namedAccount = { options: { cardAccountId: '={{ $json.account }}' } };
const accounts = async () => {
	const cardAccountId = 'CA2DEMO02';
	await bench().control.addTransaction({ cardAccountId, amount: 1 });
	return ['CA1DEMO01', 'CA9OTHERS', cardAccountId].map((account) => ({ account }));
};
const noAccount = { rows: accounts, words: 'Card account not found', status: 404 };

const ledger = async () => await bench().control.account();

const OPERATIONS: Readonly<Record<keyof typeof operations, Operation>> = {
	getAccount: { parameters: getAccount(namedAccount), ...noAccount },
	getHandles: { parameters: getHandles(namedAccount), ...noAccount },
	getTransactions: { parameters: getTransactions(namedAccount), ...noAccount },
	getUsers: { parameters: getUsers(namedAccount), ...noAccount },
	getHandle: {
		parameters: getHandle(),
		rows: async () => {
			const [first, second] = await bench().handles();
			return [{ handle: first }, { handle: 'EKCNOTHERE' }, { handle: second }];
		},
		words: 'EnKash has no handle EKCNOTHERE in this account',
	},
	getUser: {
		parameters: getUser(),
		rows: async () => {
			const [first, second] = (await ledger()).handles;
			return [{ user: first?.userId }, { user: 'EKNOTHERE' }, { user: second?.userId }];
		},
		words: 'EnKash has no user EKNOTHERE in this account',
	},
	getTransaction: {
		parameters: getTransaction(),
		rows: async () =>
			await Promise.resolve(
				['PAST-00001', 'NOWHERE', 'PAST-00002'].map((reference) => ({ reference })),
			),
		words: 'EnKash has no transaction with reference NOWHERE in this account',
	},
	allocate: {
		parameters: allocate(),
		rows: async (run) => {
			const rows = await bench().payments(3);
			return rows.map((row, index) => ({
				...row,
				reference: `${run}-${index}`,
				handle: index === 1 ? 'EKCNOTHERE' : row.handle,
			}));
		},
		words: 'Card not found for enkashCardId: EKCNOTHERE',
		status: 404,
	},
	withdraw: {
		parameters: withdraw(),
		rows: async (run) => {
			const [handle] = await bench().handles();
			return [1, 1_000_000, 2].map((amount) => ({ handle, amount, reference: `${run}-${amount}` }));
		},
		words: 'Insufficient balance in card',
		status: 200,
	},
	createAndAllocate: {
		parameters: createAndAllocate(),
		rows: async (run) => {
			const blocked = (await ledger()).handles.find((handle) => handle.blocked);
			return ['9811111111', blocked?.mobile, '9822222222'].map((mobile, index) => ({
				...{ firstName: 'New', mobile, email: `new.${index}@example.com` },
				...{ amount: 5, reference: `${run}-${index}` },
			}));
		},
		words: 'Card is blocked',
		status: 200,
	},
};

/** Every operation, in both envelopes. */
const EVERY = Object.entries(OPERATIONS).flatMap(([name, operation]) =>
	(['A', 'B'] as const).map((envelope) => [name, envelope, operation] as const),
);

/** The items that came of each input item. */
const itemsOf = (items: Run['items'], index: number) =>
	items.filter(({ pairedItem }) => JSON.stringify(pairedItem) === JSON.stringify({ item: index }));

describe.each(EVERY)('%s in envelope %s, with one bad item', (_, envelope, operation) => {
	const { parameters, rows, status, words } = operation;

	test('stops with an error about that item', async () => {
		await bench().control.settings({ envelope });
		const { error } = await bench().run(parameters, await rows('STOP'));
		expect(error.message).toContain(words);
		expect(error.message).toContain('[item 1]');
		expect(error.description).toMatch(/Check|Correct|Choose/);
		expect(error.context).toMatchObject({ itemIndex: 1 });
		if (status !== undefined) {
			expect(error.httpCode).toBe(String(status));
			expect(error.description).toContain(`HTTP status ${status}`);
		}
	});

	test('continues with everything that is known of that item', async () => {
		await bench().control.settings({ envelope });
		const onError = 'continueRegularOutput';
		const run = await bench().run(parameters, await rows('CONTINUE'), { onError });
		expect(run.succeeded).toBe(true);
		const bad = itemsOf(run.items, 1).map(({ json }) => json);
		expect(bad).toEqual([
			expect.objectContaining({
				error: expect.stringContaining(words),
				description: expect.stringMatching(/Check|Correct|Choose/),
				failure: 'rejected',
				...(status === undefined ? {} : { httpStatus: status }),
			}),
		]);
		for (const index of [0, 2]) {
			const good = itemsOf(run.items, index);
			expect(good).not.toEqual([]);
			expect(good.filter(({ json }) => 'error' in json)).toEqual([]);
		}
	});

	test('leads that item to the error output', async () => {
		await bench().control.settings({ envelope });
		const onError = 'continueErrorOutput';
		const run = await bench().run(parameters, await rows('ERROR'), { onError });
		expect(run.failedItems).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({
					error: expect.stringContaining(words),
					failure: 'rejected',
				}),
				pairedItem: { item: 1 },
			}),
		]);
		expect(itemsOf(run.items, 1)).toEqual([]);
		expect(itemsOf(run.items, 0)).not.toEqual([]);
		expect(itemsOf(run.items, 2)).not.toEqual([]);
	});
});
