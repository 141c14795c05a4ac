// What the model finds, in figures, for enkash/payout/README.md:
//   ENKASH_TEST_SIZE=200 node scripts/run.mjs test/deep/payout/figures.mts
import fc from 'fast-check';
import { broken, paidTwice } from '../../unit/payout/model/promises.mts';
import { scenario } from '../../unit/payout/model/scenarios.mts';
import { simulate } from '../../unit/payout/model/simulation.mts';
import {
	AFTER_ONE_ANOTHER,
	RESIDUAL,
	BESIDE_ONE_ANOTHER,
	type Share,
	scenariosOf,
} from './kinds.mts';

const GROUPS = {
	after: AFTER_ONE_ANOTHER,
	beside: BESIDE_ONE_ANOTHER,
	residual: RESIDUAL,
} as const;

/** Plays scenarios of a kind, and counts what came of them. */
async function figuresOf(share: Share) {
	const count = { scenarios: 0, runs: 0, payments: 0, made: 0, paidTwice: 0, promisesBroken: 0 };
	const numRuns = scenariosOf(share);
	const played = fc.asyncProperty(scenario(share.kind), async (drawn) => {
		const report = await simulate(drawn);
		count.scenarios += 1;
		count.runs += report.runs.length + 1;
		count.payments += drawn.payments.length;
		count.made += report.bank.commits.length;
		count.paidTwice += paidTwice(report).length;
		count.promisesBroken += broken(report).length;
		if (broken(report).length > 0) console.log(broken(report), JSON.stringify(drawn.dialects));
	});
	const { failed, errorInstance, seed } = await fc.check(played, { numRuns });
	if (failed) throw new Error('The model itself failed', { cause: errorInstance });
	return { seed, ...count };
}

const wanted = process.argv.slice(2);
for (const [group, kinds] of Object.entries(GROUPS)) {
	if (wanted.length > 0 && !wanted.includes(group)) continue;
	for (const [name, share] of Object.entries(kinds)) {
		console.log(name, JSON.stringify(await figuresOf(share)));
	}
}
