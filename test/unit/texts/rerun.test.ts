import { expect, it } from '@jest/globals';
import type { RerunAdvice, RerunRisk } from '../../../enkash/payout/rerun.ts';
import { rerunText } from '../../../texts/rerun.ts';
import { NOVEMBER_25 } from './settled.ts';

const SAFE: RerunAdvice = { isSafe: true, risks: [] };

it('running again is called safe only when it is', () => {
	expect(rerunText(SAFE)).toMatch(/^Running again is safe: /);
	const risks: readonly RerunRisk[] = ['unproven', 'contradiction', 'noStore'];
	for (const risk of risks) {
		const text = rerunText({ ...SAFE, isSafe: false, risks: [risk] });
		expect(text).not.toContain('Running again is safe:');
	}
	expect(rerunText({ ...SAFE, isEveryExecution: true })).toMatch(/^Do not run this again/);
});

it('says when to run again, where sooner would be refused', () => {
	const notBefore = NOVEMBER_25;
	expect(rerunText({ ...SAFE, notBefore })).toContain('after 10:20 (IST) is safe');
	expect(rerunText({ ...SAFE, isSafe: false, risks: ['unproven'], notBefore })).toContain(
		'Run again after 10:20 (IST).',
	);
});
