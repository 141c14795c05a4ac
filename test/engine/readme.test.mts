import { describe, expect, test } from '@jest/globals';
import { useBench } from './bench.mts';
import { examples } from './readme/examples.mts';
import { useTrigger } from './trigger/bench.mts';

/** When the examples happen: a Monday morning in India. */
const THEN = '2026-11-23T09:30:00+05:30';

const name = (value: unknown) => (typeof value === 'string' ? value : '');
const ofNode = examples().flatMap((example) => {
	const { operation, resource } = example.parameters;
	return resource === undefined
		? []
		: [{ ...example, title: `${name(resource)}: ${name(operation)}` }];
});
const ofTrigger = examples().filter(({ parameters }) => 'triggerOn' in parameters);

describe('an example of the README', () => {
	const bench = useBench();

	test.each(ofNode)('$title comes out word for word', async ({ output, parameters }) => {
		const { control, credential, engine } = bench();
		await engine.setClock(THEN);
		await control.reset({ transactions: 0 });
		await control.changePassword(String(credential.data['password']));
		if (parameters['resource'] === 'transaction') {
			await control.addTransaction({
				...{ amount: 150, enKashCardId: 'EKC4E8JSEG', reference: 'CLAIM-2040' },
				date: '2026-11-20T06:00:00Z',
			});
		}
		const run = await bench().run(parameters, [{}], { timezone: 'Asia/Kolkata' });
		expect(run.execution.error).toBeUndefined();
		expect(run.output).toEqual(output);
	});
});

describe('an example of the trigger', () => {
	const newTrigger = useTrigger();

	test.each(ofTrigger)(
		'comes out word for word, but for the time',
		async ({ output, parameters }) => {
			const trigger = newTrigger();
			await trigger.publish(parameters);
			expect(await trigger.items()).toEqual(
				output.map((item) => ({ ...item, checkedAt: expect.any(String) })),
			);
		},
	);
});
