import type { ReadFailures } from '../enkash/failures/read.ts';
import type { Texts } from './text.ts';

export const readTexts: Texts<ReadFailures> = {
	'no-transaction-yet': () => ({
		message: 'EnKash has no transaction to show',
		advice:
			'No transaction of this account matches the filters yet. Publish the workflow: it starts with the first one.',
	}),
};
