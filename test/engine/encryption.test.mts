import { describe, expect, test } from '@jest/globals';
import { useBench } from './bench.mts';
import { OPERATIONS } from './everyOperation.mts';

const bench = useBench();

const SECRET = 'a-secret-for-payloads-only';
const EVERY = Object.entries(OPERATIONS);

const MODES = [
	['off', 'off'],
	['request', 'request'],
	['both', 'requestAndResponse'],
] as const;

describe.each(MODES)('when EnKash encrypts %s', (encryption, payloadEncryption) => {
	const agreed = async () => {
		await bench().control.settings({ encryption, encryptionSecret: SECRET });
		bench().editCredential({ payloadEncryption, encryptionSecret: SECRET });
	};

	test.each(EVERY)('%s works, and says what is wrong with one item', async (name, operation) => {
		await agreed();
		const { code, parameters, rows } = operation;
		const items = await rows(bench(), `SEALED-${encryption}-${name}`);
		const run = await bench().run(parameters, items, { onError: 'continueErrorOutput' });
		expect(run.output.length).toBeGreaterThanOrEqual(2);
		expect(run.failed).toMatchObject([{ code }]);
	});
});

test('encrypts with the client secret when no other is given', async () => {
	await bench().control.settings({ encryption: 'both' });
	bench().editCredential({ payloadEncryption: 'requestAndResponse', encryptionSecret: '' });
	const { parameters } = OPERATIONS.getHandles;
	expect((await bench().run(parameters, [{ account: 'CA1DEMO01' }])).succeeded).toBe(true);
});

describe('when the secret is another one', () => {
	const disagreed = async () => {
		await bench().control.settings({ encryption: 'both', encryptionSecret: 'what-enkash-has' });
		bench().editCredential({
			payloadEncryption: 'requestAndResponse',
			encryptionSecret: SECRET,
		});
	};

	test.each(EVERY)('%s says so, shows no key, and moves nothing', async (_, operation) => {
		await disagreed();
		const items = await operation.rows(bench(), 'SEALED');
		const run = await bench().run(operation.parameters, items, { dump: true });
		expect(run.words).toContain('"Encryption Secret"');
		expect(run.execution.dump).toContain('Encryption Secret');
		expect(run.execution.dump).not.toContain(SECRET);
		expect((await bench().control.account()).transactions).toHaveLength(6);
	});
});
