import { describe, it } from '@jest/globals';
import { keepsPromises } from './keepsPromises.mts';
import { AFTER_ONE_ANOTHER } from './kinds.mts';

describe('runs one after another pay everybody once at most, and say what they paid', () => {
	it.each(Object.entries(AFTER_ONE_ANOTHER))('%s', async (_, share) => {
		await keepsPromises(share);
	});
});
