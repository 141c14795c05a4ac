import { describe, expect, test } from '@jest/globals';
import { DEMO } from '../../sandbox/company.mts';
import { DIALECTS, type DialectName } from '../../sandbox/dialects/registry.mts';
import { REFUSES, WORKS } from '../deep/payout/verdicts.mts';
import { useBench } from './bench.mts';

const bench = useBench();

const check = async () =>
	await bench().run({ resource: 'account', operation: 'checkSetup' }, [{}], { dump: true });

const speak = async (...dialects: readonly DialectName[]) =>
	await bench().control.settings({ dialects: [...dialects] });

const requests = async (): Promise<number> =>
	Object.values((await bench().control.calls()).endpoints).reduce(
		(sum, { total }) => sum + total,
		0,
	);

test('finds an EnKash that works as documented ready to pay, in at most 12 requests', async () => {
	const run = await check();
	expect(run.hints).toBe('Ready to pay');
	expect(run.output.map(({ result }) => result)).toEqual(Array(run.output.length).fill('ok'));
	expect(await requests()).toBeLessThanOrEqual(12);
});

test('moves no money', async () => {
	const before = await bench().control.account();
	await check();
	expect(await bench().control.account()).toEqual(before);
	expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
});

test('tells nothing of a person, so that it can be sent to others', async () => {
	const { handles, transactions } = await bench().control.account();
	const told = JSON.stringify((await check()).output);
	const personal = handles.flatMap(({ email, enKashCardId, mobile }) => [
		email,
		mobile,
		enKashCardId,
	]);
	const references = transactions.flatMap(
		({ uniqueReferenceNumber }) => uniqueReferenceNumber ?? [],
	);
	const secrets = [DEMO.clientSecret, String(bench().credential.data['password'])];
	expect([...personal, ...references, ...secrets].filter((text) => told.includes(text))).toEqual(
		[],
	);
});

test('says what is missing after the first payment only, where nothing was paid yet', async () => {
	await speak('never-listed');
	expect((await check()).hints).toContain(
		'Ready to pay one rupee to yourself; still to be confirmed: Transactions',
	);
});

/** They change what is told of a payment, and of a log-in that is wrong; Check Setup makes neither. */
const NOT_LOOKED_AT: ReadonlySet<string> = new Set([
	...['Answers to a payment', 'When the money moves', 'Refused payments', 'Refused log-ins'],
]);

const LOOKED_AT = DIALECTS.filter(({ subject }) => !NOT_LOOKED_AT.has(subject));
const works: ReadonlySet<string> = new Set(WORKS);

/** Only those who have to log in notice. */
const AT_LOGIN = 'api-not-enabled-at-login';
/** Looks whole until a transaction names a handle that is not in it. */
const HIDDEN_PAGE = 'handles-page-of-10-uncounted';

/** A credential can be set to these. */
const CAN_BE_SET: ReadonlySet<string> = new Set(['encrypts-requests', 'encrypts-both']);

describe('where EnKash speaks another dialect', () => {
	const ofWorking = LOOKED_AT.filter(({ name }) => works.has(name) && !CAN_BE_SET.has(name));

	test.each(ofWorking.map(({ name }) => name).filter((name) => name !== AT_LOGIN))(
		'raises no false alarm: %s',
		async (name) => {
			await speak(name);
			const { hints } = await check();
			expect(hints).toMatch(/^Ready to pay/);
			expect(await requests()).toBeLessThanOrEqual(12);
		},
	);

	const paysNobody = [
		AT_LOGIN,
		...Object.entries<{ readonly paid: number }>(REFUSES)
			.filter(([name, { paid }]) => paid === 0 && name !== HIDDEN_PAGE)
			.map(([name]) => name),
	];

	test.each(LOOKED_AT.map(({ name }) => name).filter((name) => paysNobody.includes(name)))(
		'says that it is not ready, and what to do, where nobody would be paid: %s',
		async (name) => {
			await speak(name);
			const run = await check();
			expect(run.hints).toMatch(/^Not ready: /);
			const [refused] = run.output.filter(({ result }) => result === 'refused');
			expect(refused).toMatchObject({ found: expect.any(String), advice: expect.any(String) });
		},
	);
});

test('finds a list of handles to be one page only, once transactions name others', async () => {
	await speak(HIDDEN_PAGE);
	const before = await check();
	expect(before.hints).toBe('Ready to pay');
	expect(before.output).toContainEqual(
		expect.objectContaining({
			check: 'Handles',
			result: 'ok',
			advice: expect.stringContaining('one page only'),
		}),
	);
	await bench().control.reset({ transactions: 30 });
	await bench().control.changePassword(String(bench().credential.data['password']));
	await speak(HIDDEN_PAGE);
	const after = await check();
	expect(after.hints).toBe('Not ready: Handles');
	expect(after.output[0]).toMatchObject({
		found: 'EnKash lists 10 handles, but transactions name 5 more',
	});
});

const PATHS = '/api/v0/partner/enKashCard';

/** What is set as advised, word by word, leads there. */
const SETTINGS: ReadonlyArray<readonly [DialectName, string, Readonly<Record<string, string>>]> = [
	['allocate-at-points-allocate', 'Allocation Path', { allocatePath: `${PATHS}/points/allocate` }],
	[
		'allocate-at-create-allocate-fund',
		'Allocation Path',
		{ allocatePath: `${PATHS}/create-allocate-fund` },
	],
	[
		'encrypts-both',
		'Payload Encryption',
		{ payloadEncryption: 'requestAndResponse', encryptionSecret: '' },
	],
];

test.each(SETTINGS)('is ready once what it advises is set: %s, %s', async (name, field, fields) => {
	await speak(name);
	const before = await check();
	expect(before.hints).toMatch(/^Not ready: /);
	expect(JSON.stringify(before.output)).toContain(field);
	bench().editCredential(fields);
	expect((await check()).hints).toBe('Ready to pay');
});

test('sends a wrong log-in once, and says what keeps it from being sent again', async () => {
	bench().editCredential({ password: 'wrong' });
	for (let run = 0; run < 3; run++) {
		const { hints, output } = await check();
		expect(hints).toBe('Not ready: Log-in');
		expect(output[0]).toMatchObject({ check: 'Log-in', result: 'refused' });
	}
	expect((await bench().control.logins()).failed).toBe(1);
});
