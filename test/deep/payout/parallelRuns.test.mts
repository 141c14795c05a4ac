import { describe, it } from '@jest/globals';
import { keepsPromises } from './keepsPromises.mts';
import { BESIDE_ONE_ANOTHER } from './kinds.mts';

describe('runs beside one another pay everybody once at most, and say what they paid', () => {
	it.each(Object.entries(BESIDE_ONE_ANOTHER))('%s', async (_, share) => {
		await keepsPromises(share);
	});
});
