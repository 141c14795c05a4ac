import { describe, expect, test } from '@jest/globals';
import { useBench } from './bench.mts';
import type { Row } from './bench.mts';
import { useNames } from './names.mts';
import {
	allocate,
	createAndAllocate,
	getHandle,
	getTransactions,
	getUser,
	withdraw,
} from './operations.mts';
import type { Run } from './run.mts';
import type { Parameters } from './workflow.mts';

const bench = useBench();

const outcomes = (run: Run) => run.output.map((item) => item['outcome']);
const codes = (run: Run) => run.output.map((item) => item['code']);
const onError = 'continueRegularOutput' as const;

/** As EnKash has them. */
const ASHA: Row = {
	...{ firstName: 'Asha', title: 'Ms', gender: 'F', mobile: '9600000001' },
	email: 'asha.menon@example.com',
};
const RAVI: Row = {
	...{ firstName: 'Ravi', title: 'Mr', gender: 'M', mobile: '9600000002' },
	email: 'ravi.kumar@example.com',
};

const { unique } = useNames();
const monthly = (purpose = 'lunch'): Parameters => ({
	...{ payOncePer: 'month', purpose: unique(purpose), referenceNumber: '' },
});

const handleOf = async ({ mobile }: Row) =>
	(await bench().control.account()).handles.find((one) => one.mobile === mobile);
const balanceOf = async (row: Row) => (await handleOf(row))?.otbBalance;

describe('one person is one person', () => {
	test('however the person is named, and by whichever operation', async () => {
		const handle = (await handleOf(ASHA))?.enKashCardId;
		const first = await bench().run(createAndAllocate(monthly()), [{ ...ASHA, amount: 1_500 }]);
		expect(outcomes(first)).toEqual(['allocated']);
		for (const name of [handle, '+91 96000 00001', 'Asha.Menon@example.com']) {
			const again = await bench().run(allocate(monthly()), [{ handle: name, amount: 1_500 }]);
			expect(outcomes(again)).toEqual(['alreadyAllocated']);
		}
		expect(await balanceOf(ASHA)).toBe(14_000);
	});

	test('under a reference that a person can read', async () => {
		await bench().engine.setClock('2026-11-24T12:00:00Z');
		const run = await bench().run(allocate(monthly()), [{ handle: '9600000001', amount: 10 }]);
		expect(run.output[0]?.['referenceNumber']).toMatch(/^M2611-LUNCH-0001-[0-9A-Z]{8}$/);
	});

	test('and the months, weeks and days are those of the payment', async () => {
		await bench().engine.setClock('2026-11-24T12:00:00Z');
		const rows = [{ handle: '9600000001', amount: 10 }];
		const of = (periodOf: string) => allocate({ ...monthly(), periodOf });
		expect(outcomes(await bench().run(of('2026-10-31'), rows))).toEqual(['allocated']);
		expect(outcomes(await bench().run(of('={{ "2026-10" }}'), rows))).toEqual(['alreadyAllocated']);
		expect(outcomes(await bench().run(of(''), rows))).toEqual(['allocated']);
	});

	test('two rows for one handle of a person with two are refused', async () => {
		const two = (await bench().control.account()).handles.filter(
			({ firstName }) => firstName === 'Arjun',
		);
		const rows = two.map(({ enKashCardId }) => ({ handle: enKashCardId, amount: 10 }));
		const run = await bench().run(allocate(monthly()), rows, { onError });
		expect(codes(run)).toEqual(['reference-shared', 'reference-shared']);
	});

	test.each([
		['a person with two handles', '9600000004', 'recipient-ambiguous'],
		['nobody', '9600000099', 'recipient-unknown'],
		['an e-mail that nobody has', 'nobody@example.com', 'recipient-unknown'],
		['a handle that is not there', 'EKCNOTHERE', 'recipient-unknown'],
	])('%s is refused', async (_, handle, code) => {
		const run = await bench().run(allocate(monthly()), [{ handle, amount: 10 }], { onError });
		expect(codes(run)).toEqual([code]);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('nobody is paid once per period whose mobile EnKash does not show in full', async () => {
		const handle = (await handleOf(ASHA))?.enKashCardId;
		await bench().control.settings({ dialects: ['handles-with-masked-mobile'] });
		const run = await bench().run(allocate(monthly()), [{ handle, amount: 10 }], { onError });
		expect(codes(run)).toEqual(['recipient-without-mobile']);
		expect(run.output[0]?.['reason']).toContain('as XXXXXX0001, so its owner');
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});
});

describe('where EnKash refuses to list its handles', () => {
	const WORDS = 'enKashCardId is mandatory';
	const refuseToList = async () =>
		await bench().control.settings({ dialects: ['handles-need-card-id'] });
	const named = async () => ({ handle: (await handleOf(ASHA))?.enKashCardId, amount: 10 });

	test.each([
		['a mobile', '9600000001'],
		['an e-mail', 'asha.menon@example.com'],
	])('a run that needs the list for %s ends in the words of EnKash', async (_, handle) => {
		await refuseToList();
		const rows = [
			{ ...(await named()), reference: unique('ONE') },
			{ handle, amount: 10, reference: unique('TWO') },
		];
		const run = await bench().run(allocate(), rows);
		expect(run.error.message).toBe(WORDS);
		expect(run.error.context).toMatchObject({ code: 'field-refused' });
		const goesOn = await bench().run(allocate(), rows, { onError });
		expect(codes(goesOn)).toEqual(['field-refused', 'field-refused']);
		expect(goesOn.output.map(({ reason }) => reason)).toEqual([WORDS, WORDS]);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('a run that needs it for a period does, too', async () => {
		await refuseToList();
		const run = await bench().run(allocate(monthly()), [await named()]);
		expect(run.error.message).toBe(WORDS);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('and a check says so', async () => {
		await refuseToList();
		const rows = [{ handle: '9600000001', amount: 10, reference: unique('CHECK') }];
		const run = await bench().run(allocate({ checkOnly: true }), rows);
		expect(run.error.message).toBe(WORDS);
	});

	test('rows that do not need it are paid', async () => {
		await refuseToList();
		const rows = [{ ...(await named()), reference: unique('GIVEN') }];
		expect(outcomes(await bench().run(allocate(), rows))).toEqual(['allocated']);
	});

	test('whatever it is that EnKash answers', async () => {
		await bench().control.addFaults({
			...{ endpoint: 'search', fault: 'statusBeforeCommit', status: 503, times: 'always' },
		});
		const rows = [{ handle: '9600000001', amount: 10 }];
		const run = await bench().run(allocate(monthly()), rows, { onError });
		expect(codes(run)).toEqual(['server-trouble']);
	});
});

describe('the right person', () => {
	const pay = async (changes: Row, options: Parameters = {}) =>
		await bench().run(
			createAndAllocate({ options }),
			[{ ...RAVI, amount: 500, reference: unique('CLAIM'), ...changes }],
			{ onError },
		);

	test.each([
		["another person's mobile", { mobile: '9600000001' }, 'two-people'],
		[
			"another person's mobile, and an e-mail that nobody has",
			{ mobile: '9600000001', email: 'r.kumar@example.com' },
			'details-differ',
		],
		['a mobile that nobody has', { mobile: '9811111111' }, 'email-taken'],
		[
			'a blocked handle',
			{ firstName: 'Zoya', mobile: '9600000009', email: 'zoya.khan@example.com' },
			'recipient-blocked',
		],
	])('%s is refused before anything is sent', async (_, changes, code) => {
		const run = await pay(changes);
		expect(codes(run)).toEqual([code]);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('is the owner of the mobile where the options say so', async () => {
		const run = await pay({ mobile: '9600000001' }, { ifDetailsDiffer: 'payMobileOwner' });
		expect(outcomes(run)).toEqual(['allocated']);
		expect(await balanceOf(ASHA)).toBe(13_000);
		expect(await balanceOf(RAVI)).toBe(1_840.5);
	});

	test('is told from another one under the same reference', async () => {
		const claim = { amount: 500, reference: unique('CLAIM') };
		await bench().run(createAndAllocate(), [{ ...ASHA, ...claim }]);
		const run = await bench().run(createAndAllocate(), [{ ...RAVI, ...claim }]);
		expect(run.error.context).toMatchObject({ code: 'reference-taken' });
		expect(run.error.message).toContain(`${claim.reference} was already paid to Asha Menon`);
		expect(await balanceOf(RAVI)).toBe(1_840.5);
	});

	test('keeps what was paid before the handle was blocked', async () => {
		const rows = [{ handle: '9600000001', amount: 10 }];
		await bench().run(allocate(monthly()), rows);
		await bench().control.block((await handleOf(ASHA))?.enKashCardId ?? '');
		expect(outcomes(await bench().run(allocate(monthly()), rows))).toEqual(['alreadyAllocated']);
		const bonus = await bench().run(allocate(monthly('bonus')), rows, { onError });
		expect(codes(bonus)).toEqual(['recipient-blocked']);
	});

	test('is not looked for where the list of handles cannot be had', async () => {
		await bench().control.addFaults({
			...{ endpoint: 'search', fault: 'statusBeforeCommit', status: 503, times: 'always' },
		});
		const handle = (await handleOf(ASHA))?.enKashCardId;
		const run = await bench().run(allocate(), [{ handle, amount: 10, reference: unique('CLAIM') }]);
		expect(outcomes(run)).toEqual(['allocated']);
		expect(run.hints).toContain('did not send its complete list of handles');
	});

	test('three rows with one mobile copied down pay nobody', async () => {
		const rows = [ASHA, RAVI, { ...RAVI, firstName: 'Lakshmi', email: 'lakshmi.iyer@example.com' }];
		const run = await bench().run(
			createAndAllocate(),
			rows.map((row, index) => ({
				...{ ...row, mobile: '9600000001' },
				...{ amount: 100, reference: unique(`ROW-${index}`) },
			})),
			{ onError },
		);
		expect(codes(run)).toEqual(['held-back', 'two-people', 'two-people']);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});
});

describe('a mobile that EnKash has for two people', () => {
	const mobile = '9600000001';
	/** Ravi is listed under Asha's mobile. */
	const share = async () => {
		const [asha, ravi] = [await handleOf(ASHA), await handleOf(RAVI)];
		const ids = { asha: asha?.enKashCardId ?? '', ravi: ravi?.enKashCardId ?? '' };
		await bench().control.changeMobile(ids.ravi, mobile);
		return ids;
	};
	const amount = 10;

	test.each([
		['both are open', undefined],
		['hers is blocked', 'asha'],
		['his is blocked', 'ravi'],
	] as const)('pays neither where %s', async (_, blocked) => {
		const ids = await share();
		if (blocked) await bench().control.block(ids[blocked]);
		const people = [ASHA, { ...RAVI, mobile }].map((row, index) => ({
			...{ ...row, amount, reference: unique(`CLAIM-${index}`) },
		}));
		const created = [
			await bench().run(createAndAllocate(), people.slice(0, 1), { onError }),
			await bench().run(createAndAllocate(), people.slice(1), { onError }),
			await bench().run(createAndAllocate(monthly()), people.slice(1), { onError }),
			await bench().run(
				createAndAllocate({ options: { ifDetailsDiffer: 'payMobileOwner' } }),
				people.slice(1),
				{ onError },
			),
			await bench().run(allocate(), [{ handle: mobile, amount, reference: unique('ONE') }], {
				onError,
			}),
		];
		for (const run of created) {
			expect(codes(run)).toEqual(['recipient-ambiguous']);
			expect(run.output[0]?.['reason']).toContain('belongs to Asha Menon and Ravi Kumar');
		}
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('does not keep one of them from being paid by the ID of the handle', async () => {
		const { ravi } = await share();
		const rows = [{ handle: ravi, amount, reference: unique('HIS') }];
		expect(outcomes(await bench().run(allocate(), rows))).toEqual(['allocated']);
		const { handles } = await bench().control.account();
		expect(handles.find(({ enKashCardId }) => enKashCardId === ravi)?.otbBalance).toBe(1_850.5);
	});

	test('finds neither user', async () => {
		await share();
		const run = await bench().run(getUser(), [{ user: mobile }]);
		expect(run.error.context).toMatchObject({ code: 'recipient-ambiguous' });
	});
});

describe('a handle and a user', () => {
	test.each([
		['a mobile', '+91-9600000002'],
		['a number', 9600000002],
		['an e-mail', 'ravi.kumar@example.com'],
	])('are found by %s', async (_, name) => {
		const handle = await bench().run(getHandle(), [{ handle: name }]);
		const user = await bench().run(getUser(), [{ user: name }]);
		expect(handle.output).toHaveLength(1);
		expect(user.output).toHaveLength(1);
		expect(JSON.stringify([handle.output, user.output])).toContain('ravi.kumar@example.com');
	});

	test('are named where there are several', async () => {
		const run = await bench().run(getHandle(), [{ handle: '9600000004' }]);
		expect(run.error.context).toMatchObject({ code: 'recipient-ambiguous' });
		expect((await bench().run(getUser(), [{ user: '9600000004' }])).output).toHaveLength(1);
	});

	test('pick their transactions', async () => {
		const handle = await handleOf(RAVI);
		await bench().control.addTransaction({
			...{ amount: 9, enKashCardId: handle?.enKashCardId, reference: unique('HIS') },
		});
		const handleId = { __rl: true, mode: 'mobile', value: '={{ $json.mobile }}' };
		const run = await bench().run(getTransactions({ filters: { handleId } }), [RAVI]);
		const theirs = new Set(run.output.map((item) => item['handleId']));
		expect(theirs).toEqual(new Set([handle?.enKashCardId]));
	});
});

describe('a computed amount', () => {
	const level = () => allocate({ amountType: 'topUpTo', ...monthly() });
	const everything = () => withdraw({ amountType: 'everything', ...monthly(), amount: '' });

	test('tops a handle up to a level, once per period', async () => {
		const rows = [{ handle: RAVI['mobile'], amount: '2,000' }];
		const first = await bench().run(level(), rows);
		expect([outcomes(first), first.output[0]?.['amount']]).toEqual([['allocated'], 159.5]);
		expect(await balanceOf(RAVI)).toBe(2_000);
		const second = await bench().run(level(), rows);
		expect(second.output).toMatchObject([{ outcome: 'alreadyAllocated', amount: 159.5 }]);
		expect(second.hints).toContain('₹159.50');
	});

	test('is nothing where the handle holds as much', async () => {
		const run = await bench().run(level(), [{ handle: RAVI['mobile'], amount: 1_000 }]);
		expect(outcomes(run)).toEqual(['nothingToDo']);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});

	test('takes everything back from somebody who leaves, once', async () => {
		const rows = [{ handle: RAVI['mobile'] }];
		expect(outcomes(await bench().run(everything(), rows))).toEqual(['withdrawn']);
		expect(await balanceOf(RAVI)).toBe(0);
		const { output } = await bench().run(everything(), rows);
		expect(output).toMatchObject([{ outcome: 'alreadyWithdrawn', amount: 1_840.5 }]);
	});

	test('is refused where two rows would be computed from one balance', async () => {
		const rows = ['TOP-1', 'TOP-2'].map((name) => ({
			...{ handle: RAVI['mobile'], amount: 5_000, reference: unique(name) },
		}));
		const run = await bench().run(allocate({ amountType: 'topUpTo' }), rows, { onError });
		expect(codes(run)).toEqual(['computed-twice', 'computed-twice']);
		expect(await balanceOf(RAVI)).toBe(1_840.5);
	});

	test('cannot be more than is on the handle', async () => {
		const rows = [{ handle: RAVI['mobile'], amount: 1_841, reference: unique('BACK') }];
		const run = await bench().run(withdraw(), rows, { onError });
		expect(codes(run)).toEqual(['balance-short']);
		expect((await bench().control.calls()).endpoints.allocate.total).toBe(0);
	});
});
