import type { Bench, Row } from './bench.mts';
import type * as operations from './operations.mts';
import { allocate, createAndAllocate, getAccount, getHandle, getHandles } from './operations.mts';
import { getTransaction, getTransactions, getUser, getUsers, withdraw } from './operations.mts';
import type { Parameters } from './workflow.mts';

/** An operation at work on three items, the second of which is bad. */
export interface Operation {
	readonly parameters: Parameters;
	/** The items; no two runs share a reference. */
	readonly rows: (bench: Bench, run: string) => Promise<Row[]>;
	/** What is wrong with the second. */
	readonly code: string;
	/** HTTP status, where EnKash said no itself. */
	readonly status?: number;
}

const namedAccount = { options: { cardAccountId: '={{ $json.account }}' } };
const accounts = async (bench: Bench) => {
	const cardAccountId = 'CA2DEMO02';
	await bench.control.addTransaction({ cardAccountId, amount: 1 });
	return ['CA1DEMO01', 'CA9OTHERS', cardAccountId].map((account) => ({ account }));
};
const noAccount = { rows: accounts, code: 'account-not-found', status: 404 };

/** A row that is wrong keeps no other from being paid. */
const others = { options: { ifRowsAreWrong: 'payTheOthers' } };

/** All ten. */
export const OPERATIONS: Readonly<Record<keyof typeof operations, Operation>> = {
	getAccount: { parameters: getAccount(namedAccount), ...noAccount },
	getHandles: { parameters: getHandles(namedAccount), ...noAccount },
	getTransactions: { parameters: getTransactions(namedAccount), ...noAccount },
	getUsers: { parameters: getUsers(namedAccount), ...noAccount },
	getHandle: {
		parameters: getHandle(),
		rows: async (bench) => {
			const [first, second] = await bench.handles();
			return [{ handle: first }, { handle: 'EKCNOTHERE' }, { handle: second }];
		},
		code: 'no-such-handle',
	},
	getUser: {
		parameters: getUser(),
		rows: async (bench) => {
			const [first, second] = (await bench.control.account()).handles;
			return [{ user: first?.userId }, { user: 'EKNOTHERE' }, { user: second?.userId }];
		},
		code: 'no-such-user',
	},
	getTransaction: {
		parameters: getTransaction(),
		rows: async () =>
			await Promise.resolve(
				['PAST-00001', 'NOWHERE', 'PAST-00002'].map((reference) => ({ reference })),
			),
		code: 'no-such-transaction',
	},
	allocate: {
		parameters: allocate(others),
		rows: async (bench, run) => {
			const rows = await bench.payments(3);
			return rows.map((row, index) => ({
				...row,
				reference: `${run}-${index}`,
				handle: index === 1 ? 'EKCNOTHERE' : row.handle,
			}));
		},
		code: 'recipient-unknown',
	},
	withdraw: {
		parameters: withdraw(others),
		rows: async (bench, run) => {
			const [handle] = await bench.handles();
			return [1, 1_000_000, 2].map((amount) => ({ handle, amount, reference: `${run}-${amount}` }));
		},
		code: 'balance-short',
	},
	createAndAllocate: {
		parameters: createAndAllocate(others),
		rows: async (bench, run) => {
			const blocked = (await bench.control.account()).handles.find((handle) => handle.blocked);
			return ['9811111111', blocked?.mobile, '9822222222'].map((mobile, index) => ({
				...{ firstName: index === 1 ? 'Zoya' : 'New', mobile, email: `new.${index}@example.com` },
				...{ amount: 5, reference: `${run}-${index}` },
			}));
		},
		code: 'recipient-blocked',
	},
};
