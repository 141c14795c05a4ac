import { expect, test } from '@jest/globals';
import { useBench } from './bench.mts';

const bench = useBench();
const checkSetup = { resource: 'account', operation: 'checkSetup' };

test('finds an EnKash that works as documented ready to pay', async () => {
	const run = await bench().run(checkSetup);
	console.log(JSON.stringify(run.output, null, 1), run.hints);
	expect(run.hints).toContain('Ready to pay');
});
