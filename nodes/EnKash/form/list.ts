import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { flag, wholeNumber, withDefault } from '../input/schemas.ts';

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const simplifyInput = flag(simplify.displayName, true);

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

/** How much of a list is wanted. */
export const listInput = z.object({
	returnAll: flag(returnAll.displayName, false),
	limit: withDefault(wholeNumber(limit.displayName, 1), 50),
	simplify: simplifyInput,
});
