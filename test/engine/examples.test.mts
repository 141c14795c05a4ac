import { describe, expect, test } from '@jest/globals';
import { useBench } from './bench.mts';
import { examples } from './examples/examples.mts';
import { useTrigger } from './trigger/bench.mts';

/** When the examples happen: a Monday morning in India. */
const THEN = '2026-11-23T09:30:00+05:30';

const all = examples();
const ofNode = all.filter(({ parameters }) => 'resource' in parameters);
const ofTrigger = all.filter(({ parameters }) => 'triggerOn' in parameters);

/** An output as text, without what depends on when and how fast it came. */
const timeless = (output: unknown): string =>
	JSON.stringify(output, null, '\t').replace(/("(?:paidAt|checkedAt)": )"[^"]+"/g, '$1"…"');

describe('an example of the node', () => {
	const bench = useBench();

	test.each(ofNode)('$title comes out word for word', async ({ input, output, parameters }) => {
		const { control, credential, engine } = bench();
		// Check Setup compares the clocks, and looks at the payments that the sandbox has at first.
		if (parameters['operation'] !== 'checkSetup') {
			await engine.setClock(THEN);
			await control.reset({ transactions: 0 });
			await control.changePassword(String(credential.data['password']));
		}
		if (parameters['resource'] === 'transaction') {
			await control.addTransaction({
				...{ amount: 150, enKashCardId: 'EKC4E8JSEG', reference: 'CLAIM-2040' },
				date: '2026-11-20T06:00:00Z',
			});
		}
		const run = await bench().run(parameters, input, { timezone: 'Asia/Kolkata' });
		expect(run.execution.error).toBeUndefined();
		expect(timeless(run.output)).toEqual(timeless(output));
	});
});

describe('an example of the trigger', () => {
	const newTrigger = useTrigger();

	test.each(ofTrigger)('$title comes out word for word', async ({ output, parameters }) => {
		const trigger = newTrigger();
		await trigger.publish(parameters);
		expect(timeless(await trigger.items())).toEqual(timeless(output));
	});
});
