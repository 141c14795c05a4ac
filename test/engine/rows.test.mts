import { describe, expect, test } from '@jest/globals';
import { useBench } from './bench.mts';
import type { Row } from './bench.mts';
import { useNames } from './names.mts';
import { allocate, createAndAllocate, getHandles, getTransactions } from './operations.mts';
import type { Run } from './run.mts';
import type { Parameters } from './workflow.mts';

const bench = useBench();

const outcomes = (run: Run) => run.output.map((item) => item['outcome']);
const codes = (run: Run) => run.output.map((item) => item['code']);
const onError = 'continueRegularOutput' as const;

const { unique } = useNames();

/** People as a sheet of rewards lists them, all of them known to EnKash. */
const PEOPLE: readonly Row[] = [
	...[
		['Asha', 'Female', 'Ms', '9600000001', 'asha.menon@example.com'],
		['Ravi', 'Male', 'Mr', '9600000002', 'ravi.kumar@example.com'],
		['Lakshmi', 'Female', 'Mrs', '9600000003', 'lakshmi.iyer@example.com'],
		['Priya', 'Female', 'Ms', '9600000005', 'priya.nair@example.com'],
		['Imran', 'Male', 'Mr', '9600000010', 'imran.shaikh@example.com'],
	].map(([firstName, gender, title, mobile, email], index) => ({
		...{ row_number: index + 2, firstName, gender, title, mobile, email, amount: 100 },
	})),
];

const sheet = (changes: Readonly<Record<number, Row>> = {}): Row[] =>
	PEOPLE.map((row, index) => ({
		...{ ...row, reference: unique(`CLAIM-${index}`) },
		...changes[index],
	}));

const reward = (parameters: Parameters & { options?: Parameters } = {}) =>
	createAndAllocate({
		...{ title: '={{ $json.title }}', gender: '={{ $json.gender }}' },
		...parameters,
	});

const paid = async () => (await bench().control.calls()).endpoints.allocate.total;

describe('one wrong row of five', () => {
	const WRONG = { 2: { mobile: '12345' } };

	test('pays nobody, and says so with the row and the person in it', async () => {
		const run = await bench().run(reward(), sheet(WRONG));
		expect(run.error.message).toContain('Nothing was sent: 1 of 5 rows must be corrected');
		expect(run.words).toContain('Row 4, Lakshmi');
		expect(await paid()).toBe(0);
	});

	test('pays nobody where the workflow goes on, and only that row has a fault', async () => {
		const run = await bench().run(reward(), sheet(WRONG), { onError: 'continueErrorOutput' });
		expect(run.failed.map((item) => item['code'])).toEqual(['mobile-unreadable']);
		expect(outcomes(run)).toEqual(['notSent', 'notSent', 'notSent', 'notSent']);
		expect(JSON.stringify(run.output[0])).toContain('Held back until');
		expect(run.hints).toContain('Nothing was sent: 1 of 5 rows must be corrected');
		expect(run.output[0]).toMatchObject({ name: 'Asha', email: PEOPLE[0]?.['email'] });
		expect(run.failed[0]).toMatchObject({ name: 'Lakshmi', mobile: '12345' });
		expect(await paid()).toBe(0);
	});

	test('leaves the others to be paid where the options say so', async () => {
		const parameters = reward({ options: { ifRowsAreWrong: 'payTheOthers' } });
		const run = await bench().run(parameters, sheet(WRONG), { onError });
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4].map((item) => ({ item })),
		);
		expect(outcomes(run).filter((outcome) => outcome === 'allocated')).toHaveLength(4);
		expect(codes(run)[2]).toBe('mobile-unreadable');
		expect(await paid()).toBe(4);
	});

	test('is the same where EnKash would refuse the row', async () => {
		const zoya = {
			...{ firstName: 'Zoya', mobile: '9600000009', email: 'zoya.khan@example.com' },
		};
		const run = await bench().run(reward(), sheet({ 2: zoya }));
		expect(run.words).toContain('1 of 5');
		expect(run.words).toContain('Zoya');
		expect(await paid()).toBe(0);
	});
});

describe('the fields of a row', () => {
	test.each([
		['true', 'North'],
		['FALSE', undefined],
	])('stay with the payment or not, where an expression gives the word %s', async (word, kept) => {
		const options = { includeInputFields: '={{ $json.keep }}' };
		const rows = [{ ...sheet()[0], keep: word, region: 'North' }];
		const run = await bench().run(reward({ options }), rows);
		expect(outcomes(run)).toEqual(['allocated']);
		expect(run.output[0]?.['region']).toBe(kept);
	});
});

describe('blank rows of a sheet', () => {
	const blank = Object.fromEntries(Object.keys(PEOPLE[0] ?? {}).map((name) => [name, '']));
	const row = (row_number: number): Row => ({ ...blank, reference: '', row_number });

	test('are skipped and counted, and the rows keep the numbers of the sheet', async () => {
		const [asha = {}, ravi = {}, ...others] = sheet();
		const rows = [asha, row(3), { ...ravi, row_number: 4, mobile: 'none' }, row(5)];
		const refused = await bench().run(reward(), rows);
		expect(refused.words).toContain('Row 4, Ravi');
		expect(refused.words).not.toContain('Row 3');

		const run = await bench().run(reward(), [asha, row(3), row(4), ...others]);
		expect(outcomes(run)).toEqual(['allocated', 'allocated', 'allocated', 'allocated']);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 3, 4, 5].map((item) => ({ item })),
		);
		expect(run.hints).toMatch(/2 blank rows/);
	});

	test('are not all of them', async () => {
		const run = await bench().run(reward(), [row(2), row(3)]);
		expect(run.error.context).toMatchObject({ code: 'rows-all-blank' });
	});

	test('are not what an expression beside the row comes to', async () => {
		const options = { cardAccountId: '={{ $vars.account }}' };
		const run = await bench().run(reward({ options }), sheet());
		expect(run.words).toContain('Card Account ID');
		expect(await paid()).toBe(0);
	});
});

describe('an expression that comes to nothing', () => {
	test.each([
		['a variable that is not there', '={{ $vars.dryRun }}', {}],
		['a field that is not there', '={{ $json.dryRun }}', {}],
		['null', '={{ $json.dryRun }}', { dryRun: null }],
		['an empty text', '={{ $json.dryRun }}', { dryRun: '' }],
		['a lone equals sign', '=', {}],
	])('is no "pay": Check Only is %s', async (_, checkOnly, more) => {
		const run = await bench().run(reward({ checkOnly }), [{ ...sheet()[0], ...more }]);
		expect(run.error.message).toContain('Check Only');
		expect(await paid()).toBe(0);
	});

	test.each([{ account: '' }, { account: ' ' }, { account: null }, {}])(
		'is not the account of the credential: an option, of a row with %j',
		async (more) => {
			const options = { cardAccountId: '={{ $json.account }}' };
			const run = await bench().run(reward({ options }), [{ ...sheet()[0], ...more }]);
			expect(run.error.message).toContain('Card Account ID');
			expect(await paid()).toBe(0);
		},
	);

	test('is no "all": a filter of a read', async () => {
		const parameters = getHandles({ returnAll: true, filters: { email: '={{ $json.email }}' } });
		for (const row of [{ email: '' }, { email: null }, {}, { '\ufeffemail': 'asha@example.com' }]) {
			const run = await bench().run(parameters, [row]);
			expect(run.error.message).toContain('Email');
		}
	});

	test('is no filter where a person has cleared it', async () => {
		const parameters = getHandles({ returnAll: true, filters: { email: '' } });
		expect((await bench().run(parameters)).output).toHaveLength(26);
	});
});

describe('a field that the items do not have', () => {
	test.each([
		['a byte-order mark before it', '\ufeffClaim No', 'invisible characters'],
		['blanks around it', ' Claim No ', 'invisible characters'],
		['another spelling', 'claim_no', 'Did you mean "claim_no"?'],
	])('is named once, with the one that is meant: %s', async (_, header, advice) => {
		const rows = sheet().map((row, index) => ({ ...row, [header]: unique(`C-${index}`) }));
		const parameters = reward({ referenceNumber: '={{ $json["Claim No"] }}' });
		const run = await bench().run(parameters, rows);
		expect(run.words.match(/the items have no field "Claim No"/g)).toHaveLength(1);
		expect(run.words).toContain(advice);
		expect(await paid()).toBe(0);
	});

	test('leaves no others to pay, nor a sum to name', async () => {
		const parameters = reward({ referenceNumber: '={{ $json.gone }}' });
		const run = await bench().run(parameters, sheet());
		expect(run.words).not.toContain('Send the Others');
		expect(run.words).not.toContain('₹0.00');
	});
});

describe('what people write', () => {
	test.each([
		['1,500', 1_500],
		['1,50,000.00', 150_000],
		['₹ 1,500', 1_500],
		['Rs. 1500', 1_500],
		[12963.300000000001, 12_963.3],
	])('the amount %p is %p', async (amount, rupees) => {
		const run = await bench().run(reward(), [{ ...sheet()[0], amount }]);
		expect([outcomes(run), run.output[0]?.['amount']]).toEqual([['allocated'], rupees]);
	});

	test.each([
		'919600000001',
		'+91 96000 00001',
		'(+91) 96000-00001',
		'00919600000001',
		'9600000001.0',
		9600000001,
	])('the mobile %p is that of Asha', async (mobile) => {
		const run = await bench().run(reward(), [{ ...sheet()[0], mobile }]);
		expect([outcomes(run), run.output[0]?.['handleId']]).toEqual([
			['allocated'],
			(await bench().handles())[0],
		]);
	});

	test.each([
		['Mr.', 'male'],
		['MR', 'M'],
		[' mr ', 'Male'],
	])('title %p and gender %p are understood', async (title, gender) => {
		const rows = [{ ...sheet()[1], title, gender }];
		expect(outcomes(await bench().run(reward(), rows))).toEqual(['allocated']);
	});

	test('an e-mail has an apostrophe', async () => {
		const rows = [{ ...sheet()[0], mobile: '9811111111', email: "o'brien@example.com" }];
		expect(outcomes(await bench().run(reward(), rows))).toEqual(['allocated']);
	});

	test('nothing is taken for granted of title and gender', async () => {
		const rows = [{ ...sheet()[0], mobile: '9811111111', email: 'new@example.com' }];
		const run = bench().run(reward({ title: '', gender: '' }), rows);
		await expect(run).rejects.toThrow(/Title.* is required.*Gender.* is required/);
		expect(await paid()).toBe(0);
	});

	test.each([
		['mobile', '1234567890'],
		['amount', '1.500,00'],
		['reference', 'CLM 2041'],
		['gender', 'X'],
	])('what cannot be understood is quoted: %s %s', async (field, given) => {
		const run = await bench().run(reward(), [{ ...sheet()[0], [field]: given }]);
		expect(run.error.message).toContain(`"${given}"`);
		expect(await paid()).toBe(0);
	});

	test('a value that the sheet could not work out is nobody’s name', async () => {
		const run = await bench().run(reward(), [{ ...sheet()[0], firstName: '#N/A' }]);
		expect(run.error.context).toMatchObject({ code: 'sheet-value-broken' });
		expect(run.error.description).not.toContain('#N/A');
	});

	test('a reference that was paid is not paid again without its zeros', async () => {
		const paidAs = unique('9').replace('-', '');
		const [row] = sheet();
		await bench().run(reward(), [{ ...row, reference: `000${paidAs}` }]);
		const run = await bench().run(reward(), [{ ...row, reference: Number(paidAs) }], { onError });
		expect(outcomes(run)).not.toContain('allocated');
		expect(await paid()).toBe(1);
	});

	test('00041 and 41 are one reference', async () => {
		const rows = sheet().slice(0, 2);
		const twice = [
			{ ...rows[0], reference: '00041' },
			{ ...rows[1], reference: 41 },
		];
		const run = await bench().run(reward(), twice, { onError });
		expect(codes(run)).toEqual(['reference-shared', 'reference-shared']);
	});
});

describe('a date in a filter', () => {
	test.each(['20261126', '2026-11-26', '2026-11', '2026', '2026-11-26T00:00:00'])(
		'"To" %s takes in all that it names',
		async (dateTo) => {
			const [handle = ''] = await bench().handles();
			const late = { amount: 7, enKashCardId: handle, date: '2026-11-26T12:30:00Z' };
			await bench().control.addTransaction({ ...late, reference: unique('LATE') });
			const dateFrom = '2026-11-01T00:00:00';
			const parameters = getTransactions({ returnAll: true, filters: { dateFrom, dateTo } });
			const run = await bench().run(parameters, [{}], { timezone: 'Asia/Kolkata' });
			expect(JSON.stringify(run.output)).toContain(unique('LATE'));
		},
	);

	test.each(['20261126', '2026-11-26', '2026-W48', '2026-11', '2026', '={{ $today }}'])(
		'"From" and "To" %s mean all of it',
		async (named) => {
			await bench().engine.setClock('2026-11-26T06:00:00Z');
			const [handle = ''] = await bench().handles();
			const moments = { FIRST: '2026-11-25T18:31:00Z', LAST: '2026-11-26T18:29:00Z' };
			for (const [name, date] of Object.entries(moments)) {
				const movement = { amount: 7, enKashCardId: handle, date };
				await bench().control.addTransaction({ ...movement, reference: unique(name) });
			}
			const filters = { dateFrom: named, dateTo: named };
			const parameters = getTransactions({ returnAll: true, filters });
			const run = await bench().run(parameters, [{}], { timezone: 'Asia/Kolkata' });
			const references = run.output.map((item) => item['referenceNumber']);
			expect(references).toEqual(expect.arrayContaining([unique('FIRST'), unique('LAST')]));
		},
	);
});

test('a corrected amount is no dead end', async () => {
	const monthly = allocate({ payOncePer: 'month', purpose: unique('lunch') });
	const row = { handle: '9600000001', amount: 1_500 };
	await bench().run(monthly, [row]);
	const run = await bench().run(monthly, [{ ...row, amount: 1_600 }]);
	expect(run.error.context).toMatchObject({ code: 'amount-differs' });
	expect(run.words).toMatch(
		/Asha Menon already got ₹1,500\.00 for lunch-\d+ in [A-Z][a-z]+ \d{4} \(on \d/,
	);
	expect(run.words).toContain('To pay the other ₹100.00, add a row for it');
});
