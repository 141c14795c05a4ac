import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CONTRACT_PAGE, withDialects } from '../../../scripts/dialects.mts';
import { isDialectName } from '../../../sandbox/dialects/registry.mts';
import { broken } from '../../unit/payout/model/promises.mts';
import { OF_PAYOUTS } from '../../unit/payout/model/scenarios.mts';
import { runTwice, verdictOn } from '../../unit/payout/model/twice.mts';
import { REFUSES, WORKS } from './verdicts.mts';

describe('30 payments that are run twice', () => {
	it.each(WORKS)('are all paid once where EnKash speaks %s', async (dialect) => {
		const report = await runTwice(dialect);
		expect(verdictOn(report)).toEqual({ kind: 'works' });
		expect(broken(report)).toEqual([]);
	});

	it.each(Object.entries(REFUSES))(
		'are never paid twice where EnKash speaks %s, and the run says why it pays no more',
		async (dialect, refusal) => {
			if (!isDialectName(dialect)) throw new Error(`The sandbox does not speak ${dialect}`);
			const report = await runTwice(dialect);
			expect(verdictOn(report)).toEqual({ kind: 'refuses', ...refusal });
			expect(broken(report)).toEqual([]);
		},
	);

	it('are tried in every dialect that concerns payouts', () => {
		const tried = [...WORKS, ...Object.keys(REFUSES)];
		expect(tried.sort()).toEqual(OF_PAYOUTS.map(({ name }) => name).sort());
	});
});

it('is what docs/contract.md says of the dialects', () => {
	const page = readFileSync(CONTRACT_PAGE, 'utf8');
	expect(page).toBe(withDialects(page));
});
