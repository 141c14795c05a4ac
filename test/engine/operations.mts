import type { Parameters } from './workflow.mts';

/** The parameters of each operation; what differs between items comes from the item. */
const read =
	(resource: string, operation: string, own: Parameters = {}) =>
	(parameters: Parameters = {}): Parameters => ({ resource, operation, ...own, ...parameters });

const located = (value: string): Parameters => ({ __rl: true, mode: 'id', value });

const once = { payOncePer: 'referenceNumber', referenceNumber: '={{ $json.reference }}' };
const amount = '={{ $json.amount }}';

/** Money operations, each confirmed for a moment only unless a test says otherwise. */
const pay =
	(operation: string, own: Parameters) =>
	({ options, ...parameters }: Parameters & { options?: Parameters } = {}): Parameters => ({
		...{ resource: 'handle', operation, ...own, amount, ...once, ...parameters },
		options: { confirmationWindow: 1, ...options },
	});

const toHandle = { handleId: located('={{ $json.handle }}') };

export const getAccount = read('account', 'get');
export const getHandle = read('handle', 'get', toHandle);
export const getHandles = read('handle', 'getMany');
export const getTransaction = read('transaction', 'get', {
	referenceNumber: '={{ $json.reference }}',
});
export const getTransactions = read('transaction', 'getMany');
export const getUser = read('user', 'get', { userId: located('={{ $json.user }}') });
export const getUsers = read('user', 'getMany');

export const allocate = pay('allocate', toHandle);
export const withdraw = pay('withdraw', toHandle);
export const createAndAllocate = pay('createAndAllocate', {
	firstName: '={{ $json.firstName }}',
	title: '={{ $json.title ?? "Ms" }}',
	gender: '={{ $json.gender ?? "F" }}',
	email: '={{ $json.email }}',
	mobile: '={{ $json.mobile }}',
});
