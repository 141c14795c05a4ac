import { describe, expect, it } from '@jest/globals';
import { allocation } from '../../enkash/contract/allocation.ts';
import { openEnvelope } from '../../enkash/contract/envelope.ts';
import { fromHandle, SOMEBODY_NEW, toHandle, toSomebodyNew } from './bodies.mts';
import { useSandbox } from './sandbox.mts';

const at = useSandbox();

const refused = (message: string) => ({ code: 1, message, payload: message });
const allocate = (fields: Readonly<Record<string, unknown>>) => at.caller.call('allocate', fields);

/** A handle of the demo company by its holder's first name, as the books have it now. */
async function handleOf(firstName: string) {
	const found = (await at.control.account()).handles.find((each) => each.firstName === firstName);
	if (found === undefined) throw new Error(`Nobody is called ${firstName}`);
	return found;
}

describe('an allocation', () => {
	it('to somebody new makes a user and a handle, and pays', async () => {
		const { status, json } = await allocate(toSomebodyNew('NEW-1', 11.5));

		expect(status).toBe(200);
		const { code, message, payload } = openEnvelope(json) ?? {};
		expect([code, message]).toEqual([0, 'Success']);
		expect(allocation.parse(payload)).toMatchObject({
			uniqueReferenceNumber: 'NEW-1',
			enKashCardId: expect.stringMatching(/^EKC[A-Z0-9]{7}$/),
			userId: expect.stringMatching(/^EK[A-Z0-9]{6}$/),
			enKashTransactionId: expect.stringMatching(/^ECT[A-Z0-9]{10}$/),
			otbBalance: 11.5,
			maskedNumber: 'XXXX XXXX XXXX 1111',
		});
		expect(payload).toHaveProperty('pgReferenceNumber', 'NEW-1');
		expect(payload).toHaveProperty('enkashCardTxnId');
		const { availableBalance, handles } = await at.control.account();
		expect(availableBalance).toBe(249_988.5);
		expect(handles.at(-1)).toMatchObject({ firstName: 'Asha', otbBalance: 11.5 });
	});

	it('to a handle pays it', async () => {
		const ravi = await handleOf('Ravi');
		const { json } = await allocate(toHandle(ravi.enKashCardId, 'TOP-1', 59.5));

		expect(allocation.parse(openEnvelope(json)?.payload)).toMatchObject({
			enKashCardId: ravi.enKashCardId,
			userId: ravi.userId,
			otbBalance: 1_900,
		});
	});

	it('back from a handle takes the money back', async () => {
		const ravi = await handleOf('Ravi');
		const { json } = await allocate(fromHandle(ravi.enKashCardId, 'BACK-1', 840.5));

		expect(allocation.parse(openEnvelope(json)?.payload).otbBalance).toBe(1_000);
		expect((await at.control.account()).availableBalance).toBe(250_840.5);
	});

	it('may be of a fund instead of points', async () => {
		const { enKashCardId } = await handleOf('Ravi');
		const there = { ...toHandle(enKashCardId, 'F-1', 5), type: 'ALLOCATE_FUND' };
		const back = { ...fromHandle(enKashCardId, 'F-2', 5), type: 'UNALLOCATE_FUND' };

		expect(openEnvelope((await allocate(there)).json)?.code).toBe(0);
		expect(openEnvelope((await allocate(back)).json)?.code).toBe(0);
	});

	it.each(['uniqueReferenceNumber', 'uniqueReferenceNum'])(
		'may name its reference as %s alone',
		async (name) => {
			const both = { uniqueReferenceNumber: undefined, uniqueReferenceNum: undefined };
			const { json } = await allocate({ ...toSomebodyNew('', 5), ...both, [name]: 'ONE' });

			expect(openEnvelope(json)?.payload).toMatchObject({ pgReferenceNumber: 'ONE' });
		},
	);
});

describe('a person is', () => {
	const bookOf = async (person: Readonly<Record<string, unknown>>) => {
		const { json } = await allocate({ ...toSomebodyNew('P-1', 1), ...person });
		return allocation.parse(openEnvelope(json)?.payload);
	};

	it('the one with that mobile number, whatever the e-mail address', async () => {
		const { enKashCardId, mobile } = await handleOf('Lakshmi');

		expect(await bookOf({ mobile, email: 'other@example.com' })).toMatchObject({ enKashCardId });
	});

	it('else the one with that e-mail address, in whatever case', async () => {
		const { enKashCardId } = await handleOf('Lakshmi');
		const email = 'Lakshmi.Iyer@Example.com';

		expect(await bookOf({ email })).toMatchObject({ enKashCardId });
	});

	it('known by the mobile number where another has the e-mail address', async () => {
		const { enKashCardId, mobile } = await handleOf('Lakshmi');

		expect(await bookOf({ mobile, email: 'ravi.kumar@example.com' })).toMatchObject({
			enKashCardId,
		});
	});

	it('the same one when asked for twice', async () => {
		const first = await bookOf({});
		const second = await bookOf({});

		expect(second.enKashCardId).toBe(first.enKashCardId);
		expect(second.otbBalance).toBe(2);
	});

	it('somebody else in another account', async () => {
		const [, second] = await at.control.ledger();
		const here = await bookOf({});
		const there = await bookOf({ cardAccountId: second?.cardAccountId });

		expect(there.userId).not.toBe(here.userId);
		expect(there.otbBalance).toBe(1);
	});
});

describe('EnKash says no with code 1 and moves nothing', () => {
	const books = async () => {
		const { availableBalance, availableCardBalance, transactions, handles } =
			await at.control.account();
		return [availableBalance, availableCardBalance, transactions.length, handles.length];
	};
	const expectNo = async (fields: Readonly<Record<string, unknown>>, message: string) => {
		const before = await books();
		const { status, json } = await allocate(fields);

		expect(status).toBe(200);
		expect(openEnvelope(json)).toEqual(refused(message));
		expect(await books()).toEqual(before);
	};

	it('when the account has too little, be it for somebody known or new', async () => {
		await at.control.setBalance(10);
		const { enKashCardId } = await handleOf('Ravi');
		const message = 'Insufficient balance in card account';

		await expectNo(toHandle(enKashCardId, 'R1', 10.01), message);
		await expectNo(toSomebodyNew('R2', 10.01), message);
		expect(openEnvelope((await allocate(toSomebodyNew('R3', 10))).json)?.code).toBe(0);
	});

	it('when the handle has too little', async () => {
		const { enKashCardId, otbBalance } = await handleOf('Ravi');

		await expectNo(fromHandle(enKashCardId, 'R1', otbBalance + 1), 'Insufficient balance in card');
	});

	it('when the handle is blocked, in both directions', async () => {
		const { enKashCardId, mobile } = await handleOf('Zoya');

		await expectNo(toHandle(enKashCardId, 'R1', 1), 'Card is blocked');
		await expectNo(fromHandle(enKashCardId, 'R2', 1), 'Card is blocked');
		await expectNo({ ...toSomebodyNew('R3', 1), mobile }, 'Card is blocked');
	});
});

describe('a wrong request moves nothing:', () => {
	it.each([
		'transactionCode',
		'transactionType',
		'type',
		'loadAmount',
		'firstName',
		'gender',
		'title',
		'email',
		'mobile',
	])('%s missing is a bad request', async (name) => {
		const { status, json } = await allocate({ ...toSomebodyNew('R1', 5), [name]: undefined });

		expect([status, openEnvelope(json)?.code]).toEqual([400, 1]);
		expect(await at.control.commits('R1')).toBe(0);
	});

	it('no handle to take from is a bad request', async () => {
		const { status } = await allocate({ ...fromHandle('', 'R1', 5), enkashCardId: undefined });

		expect(status).toBe(400);
	});

	it('no reference at all is a bad request', async () => {
		const none = { uniqueReferenceNumber: undefined, uniqueReferenceNum: undefined };

		expect((await allocate({ ...toSomebodyNew('R1', 5), ...none })).status).toBe(400);
	});

	it.each([
		['an amount of nothing', { loadAmount: 0 }],
		['a negative amount', { loadAmount: -1 }],
		['half a paisa', { loadAmount: 1.005 }],
		['more than there is money in the world', { loadAmount: 1e300 }],
		['an amount in words', { loadAmount: '5' }],
		['another transaction code', { transactionCode: 'PRINCIPLE' }],
		['a direction and a type that contradict each other', { type: 'UNALLOCATE_POINT' }],
		['a title that is not offered', { title: 'Dr' }],
		['a gender in a word', { gender: 'Female' }],
		['a mobile number of nine digits', { mobile: '981111111' }],
		['an e-mail address without a domain', { email: 'asha@example' }],
		['two references that disagree', { uniqueReferenceNum: 'OTHER' }],
		['a field that nobody knows', { enKashCardId: 'EKC0000000' }],
		['an empty handle beside a person', { enkashCardId: '' }],
	])('%s is unprocessable', async (_what, wrong) => {
		const { status, json } = await allocate({ ...toSomebodyNew('R1', 5), ...wrong });

		expect([status, openEnvelope(json)?.code]).toEqual([422, 1]);
		expect(await at.control.commits('R1')).toBe(0);
	});

	it('a handle that is not there is not found', async () => {
		const { status, json } = await allocate(toHandle('EKC0000000', 'R1', 5));

		expect(status).toBe(404);
		expect(openEnvelope(json)).toEqual(refused('Card not found for enkashCardId: EKC0000000'));
	});

	it('a handle of somebody else than the person named is unprocessable', async () => {
		const { enKashCardId, email, mobile } = await handleOf('Ravi');
		const body = toHandle(enKashCardId, 'R1', 5);

		expect((await allocate({ ...body, email: SOMEBODY_NEW.email })).status).toBe(422);
		expect((await allocate({ ...body, mobile: SOMEBODY_NEW.mobile })).status).toBe(422);
		expect(openEnvelope((await allocate({ ...body, email, mobile })).json)?.code).toBe(0);
	});

	it('an account that is not there is not found', async () => {
		const { status } = await allocate({ ...toSomebodyNew('R1', 5), cardAccountId: 'CA0000000' });

		expect(status).toBe(404);
	});
});

describe('a reference that comes again', () => {
	it('is paid again where duplicates are accepted', async () => {
		const first = openEnvelope((await allocate(toSomebodyNew('R1', 5))).json)?.payload;
		const second = openEnvelope((await allocate(toSomebodyNew('R1', 5))).json)?.payload;

		expect(allocation.parse(second).otbBalance).toBe(10);
		expect(allocation.parse(second).enKashTransactionId).not.toBe(
			allocation.parse(first).enKashTransactionId,
		);
		expect(await at.control.commits('R1')).toBe(2);
	});

	it('is refused where duplicates are rejected', async () => {
		await at.control.settings({ duplicates: 'reject' });
		await allocate(toSomebodyNew('R1', 5));
		const { status, json } = await allocate(toSomebodyNew('R1', 5));

		expect(status).toBe(200);
		expect(openEnvelope(json)).toEqual(refused('Transaction ID already exists.'));
		expect(await at.control.commits('R1')).toBe(1);
	});

	it('is answered as the first time where duplicates are replayed', async () => {
		await at.control.settings({ duplicates: 'replay' });
		const first = await allocate(toSomebodyNew('R1', 5));
		await allocate(toSomebodyNew('R2', 7));
		const second = await allocate(toSomebodyNew('R1', 5));

		expect(second.json).toEqual(first.json);
		expect(await at.control.commits('R1')).toBe(1);
	});

	it.each(['reject', 'replay'] as const)('is paid after a refusal (%s)', async (duplicates) => {
		await at.control.settings({ duplicates });
		await at.control.setBalance(1);
		await allocate(toSomebodyNew('R1', 5));
		await at.control.setBalance(100);

		expect(openEnvelope((await allocate(toSomebodyNew('R1', 5))).json)?.code).toBe(0);
		expect(await at.control.commits('R1')).toBe(1);
	});

	it('is another one in another account', async () => {
		await at.control.settings({ duplicates: 'reject' });
		const [, second] = await at.control.ledger();
		await allocate(toSomebodyNew('R1', 5));
		const there = { ...toSomebodyNew('R1', 5), cardAccountId: second?.cardAccountId };

		expect(openEnvelope((await allocate(there)).json)?.code).toBe(0);
	});
});

it('keeps books that balance, to the paisa, through many movements at once', async () => {
	const { handles } = await at.control.account();
	await at.caller.token();
	const movements = Array.from({ length: 300 }, (_, n) => {
		const id = handles[n % handles.length]?.enKashCardId ?? '';
		const rupees = ((n * 7919) % 100_000) / 100 + 0.01;
		if (n % 3 === 0) return fromHandle(id, `M-${n}`, rupees);
		return n % 7 === 0 ? toSomebodyNew(`M-${n}`, rupees) : toHandle(id, `M-${n}`, rupees);
	});
	await Promise.all(movements.map((body) => allocate(body)));

	const accounts = await at.control.ledger();
	for (const each of accounts) {
		const sum = Math.round((each.availableBalance + each.availableCardBalance) * 100);
		expect(sum).toBe(-Math.round(each.usedCreditLimit * 100));
		expect(each.invariantOk).toBe(true);
	}
	expect(accounts[0]?.usedCreditLimit).toBeLessThan(0);
});
