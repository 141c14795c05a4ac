import { backOff } from '../../../enkash/requests/retry.ts';

it('waits twice as long after each failure, up to the longest', () => {
	const waits = [1, 2, 3, 4, 5, 100].map((one) => backOff(one, { firstMs: 200, longestMs: 2_000 }));
	expect(waits).toEqual([200, 400, 800, 1_600, 2_000, 2_000]);
});
