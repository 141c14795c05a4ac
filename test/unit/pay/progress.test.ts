import { expect, it } from '@jest/globals';
import { progressLog } from '../../../nodes/EnKash/pay/output/progress.ts';

it('a long batch says in the log how far it is, every ten seconds at most', () => {
	let now = 0;
	const lines: string[] = [];
	const tell = progressLog({ info: (line) => lines.push(line) }, () => now);
	for (let second = 1; second <= 25; second++) {
		now = second * 1000;
		tell({ paid: second, refused: 1, left: 100 - second });
	}
	expect(lines).toEqual([
		'EnKash payments: 10 paid, 1 refused, 90 left',
		'EnKash payments: 20 paid, 1 refused, 80 left',
	]);
});
