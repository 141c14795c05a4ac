import { describe, expect, it } from '@jest/globals';
import { whatBecame } from '../../../texts/whatBecame.ts';
import { HELD, NOVEMBER_25, PAID, UNKNOWN, WOULD, before, refused, settledAs } from './settled.ts';

const DAY = 86_400_000;
const thisYear = new Date().getFullYear() === 2026 ? '' : ' 2026';
const said = (...args: Parameters<typeof settledAs>) => whatBecame(settledAs(...args), false);
const saidOfCheck = (...args: Parameters<typeof settledAs>) => whatBecame(settledAs(...args), true);

describe('what became of a batch is said', () => {
	it('of one that was paid as a whole', () => {
		expect(said([PAID, PAID, PAID])).toBe('All 3 were paid (₹4,500.00).');
	});

	it('of one that was paid before as a whole, with the day', () => {
		expect(said([before(), before()])).toBe(
			`Nothing was paid now. Both were already paid (₹3,000.00, on 25 Nov${thisYear}).`,
		);
	});

	it('of one that was paid before on several days', () => {
		expect(said([PAID, before(), before(NOVEMBER_25 - 3 * DAY)])).toBe(
			`1 of 3 was paid (₹1,500.00). 2 were already paid (₹3,000.00, from 22 Nov${thisYear} to 25 Nov${thisYear}).`,
		);
	});

	it('of a mixed one, what went wrong first', () => {
		expect(said([PAID, refused(), UNKNOWN, HELD, before()])).toBe(
			[
				'1 of 5 was paid (₹1,500.00).',
				'1 was refused (₹1,500.00).',
				'It is not known whether 1 was paid (₹1,500.00).',
				'1 was not sent (₹1,500.00).',
				`1 was already paid (₹1,500.00, on 25 Nov${thisYear}).`,
			].join(' '),
		);
	});

	it('of a single one, with the name', () => {
		expect(said([PAID])).toBe('Asha Menon was paid (₹1,500.00).');
		expect(said([{ kind: 'nothingToDo' }], { amount: 0n })).toBe(
			'Nothing was paid now. Asha Menon needed no top-up.',
		);
	});

	it('of withdrawals, which nobody calls paid', () => {
		const taken = { direction: 'DR' } as const;
		expect(said([PAID, refused()], taken)).toBe(
			'1 of 2 withdrawals was made (₹1,500.00). 1 was refused (₹1,500.00).',
		);
		expect(said([before()], taken)).toBe(
			`No withdrawal was made now. The withdrawal from Asha Menon was already made (₹1,500.00, on 25 Nov${thisYear}).`,
		);
	});

	it('of a check', () => {
		expect(saidOfCheck([WOULD, WOULD])).toBe('Both would be paid (₹3,000.00).');
		expect(saidOfCheck([WOULD, refused(), HELD])).toBe(
			'1 of 3 would be paid (₹1,500.00). 1 would be refused (₹1,500.00). 1 could not be checked (₹1,500.00).',
		);
		expect(saidOfCheck([refused(), refused()])).toBe(
			'Nothing would be paid now. Both would be refused (₹3,000.00).',
		);
	});
});
