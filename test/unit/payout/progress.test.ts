import { expect, it } from '@jest/globals';
import { type Progress, ProgressCount } from '../../../enkash/payout/progress.ts';
import { PAID, refused } from '../texts/settled.ts';

it('a long batch tells how far it is, every ten seconds at most', () => {
	let now = 0;
	const told: Progress[] = [];
	const count = new ProgressCount({ now: () => now, progress: (one) => told.push(one) });
	for (let second = 1; second <= 25; second++) {
		now = second * 1000;
		count.add(PAID, 1, 100 - second);
		if (second === 5) count.add(refused(), 2, 93);
	}
	expect(told).toEqual([
		{ paid: 10, refused: 2, left: 90 },
		{ paid: 20, refused: 2, left: 80 },
	]);
});
