import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../operation.ts';
import { accountCheckSetup } from './account/checkSetup.operation.ts';
import { accountGet } from './account/get.operation.ts';
import { handleAllocate } from './handle/allocate.operation.ts';
import { handleCreateAndAllocate } from './handle/createAndAllocate.operation.ts';
import { handleGet } from './handle/get.operation.ts';
import { handleGetMany } from './handle/getMany.operation.ts';
import { handleWithdraw } from './handle/withdraw.operation.ts';
import { transactionGet } from './transaction/get.operation.ts';
import { transactionGetMany } from './transaction/getMany.operation.ts';
import { userGet } from './user/get.operation.ts';
import { userGetMany } from './user/getMany.operation.ts';

/** All operations, those of a resource in alphabetical order of their names. */
export const OPERATIONS: readonly Operation[] = [
	accountCheckSetup,
	accountGet,
	handleAllocate,
	handleCreateAndAllocate,
	handleGet,
	handleGetMany,
	handleWithdraw,
	transactionGet,
	transactionGetMany,
	userGet,
	userGetMany,
];

const RESOURCES: INodePropertyOptions[] = [
	{ name: 'Account', value: 'account' },
	{ name: 'Handle', value: 'handle' },
	{ name: 'Transaction', value: 'transaction' },
	{ name: 'User', value: 'user' },
];

/** The operation that the node's two selectors stand on. */
export const findOperation = (resource: unknown, operation: unknown): Operation | undefined =>
	OPERATIONS.find(
		(candidate) => candidate.resource === resource && candidate.operation === operation,
	);

const operationsOf = (resource: unknown) =>
	OPERATIONS.filter((operation) => operation.resource === resource);

const resourceSelector: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: RESOURCES,
	default: 'handle',
};

function toOption(operation: Operation): INodePropertyOptions {
	const { action, description, name } = operation;
	return { name, value: operation.operation, action, description };
}

const operationSelector = (resource: string): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [resource] } },
	options: operationsOf(resource).map(toOption),
	default: 'get',
});

/** What stands under the node on the canvas, as in "Allocate: handle". */
export const subtitle = `={{ ${JSON.stringify(
	Object.fromEntries(OPERATIONS.map(({ name, operation }) => [operation, name])),
)}[$parameter["operation"]] + ": " + $parameter["resource"] }}`;

/** A parameter of an operation, shown when that operation is chosen. */
const shownFor = (
	{ operation, resource }: Operation,
	property: INodeProperties,
): INodeProperties => ({
	...property,
	displayOptions: {
		...property.displayOptions,
		show: { resource: [resource], operation: [operation], ...property.displayOptions?.show },
	},
});

/** The whole form, made from the operations. */
export const properties: INodeProperties[] = [
	resourceSelector,
	...RESOURCES.map(({ value }) => operationSelector(String(value))),
	...OPERATIONS.flatMap((operation) =>
		operation.properties.map((property) => shownFor(operation, property)),
	),
];
