import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { checked } from '../../../enkash/checked.ts';
import { parseLocator } from '../../../enkash/identifiers.ts';

type Modes = Required<Pick<INodeProperties, 'modes'>>;

/** A person is found by what a sheet has of them. By ID takes all three, as fields dragged in need. */
const modes = (
	what: 'handle' | 'user',
	{ list, sample }: { list: string; sample: string },
): Modes => ({
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: `Select a ${what}...`,
			typeOptions: { searchListMethod: list, searchable: true },
		},
		{ displayName: 'Mobile', name: 'mobile', type: 'string', placeholder: 'e.g. 9600098867' },
		{ displayName: 'Email', name: 'email', type: 'string', placeholder: 'e.g. asha@example.com' },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${sample}` },
	],
});

export const handleModes = modes('handle', { list: 'searchHandles', sample: 'EKC9MKS5RM' });
const userModes = modes('user', { list: 'searchUsers', sample: 'EK8IHN4B' });

export const handleId: INodeProperties = {
	displayName: 'Handle',
	name: 'handleId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The handle (virtual card) that holds the money of one person',
	...handleModes,
};

export const userId: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The person who holds one or more handles',
	...userModes,
};

/** The value of a resource locator, or the value itself. */
export const located = (given: unknown): unknown =>
	typeof given === 'object' && given !== null && 'value' in given ? given.value : given;

export const handleInput = z.preprocess(located, checked(parseLocator('handle')));
export const userInput = z.preprocess(located, checked(parseLocator('user')));
