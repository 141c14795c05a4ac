import { type Handle, handle as handleSchema } from '../../enkash/contract/handle.ts';
import { listOf } from '../../enkash/contract/list.ts';
import { HandleDirectory, isSamePerson } from '../../enkash/handleDirectory.ts';
import { handleOf, locate, mismatchOf, ownerOf, refusalOf } from '../../enkash/recipients.ts';
import { parseLocator } from '../../enkash/identifiers.ts';
import { textOf } from '../../texts/textOf.ts';
import { payment } from './payout/payments.ts';

const UNLOCKED = { name: 'UL', label: 'UnLocked' };
const BLOCKED = { name: 'BL', label: 'Blocked' };

const record = (changes: Partial<Record<keyof Handle, unknown>>) => ({
	...{ enKashCardId: 'EKCASHA', userId: 'EKASHA1', firstName: 'Asha', lastName: 'Menon' },
	...{ email: 'asha.menon@example.com', mobile: '9600000001', otbBalance: 100 },
	cardStatus: UNLOCKED,
	...changes,
});

const ASHA = record({});
const RAVI = record({
	...{ enKashCardId: 'EKCRAVI', userId: 'EKRAVI1', firstName: 'Ravi', lastName: 'Kumar' },
	...{ email: 'ravi.kumar@example.com', mobile: '+91 9600000002' },
});
const ZOYA = record({
	...{ enKashCardId: 'EKCZOYA', userId: 'EKZOYA1', firstName: 'Zoya', lastName: 'Khan' },
	...{ email: 'zoya.khan@example.com', mobile: '9600000009', cardStatus: BLOCKED },
});
const ARJUN = record({
	...{ enKashCardId: 'EKCARJUN', userId: 'EKARJUN', firstName: 'Arjun', lastName: 'Reddy' },
	...{ email: 'arjun@example.com', mobile: '9600000004' },
});

const list = listOf(handleSchema);
const directory = (records: readonly object[], counted = records.length) =>
	new HandleDirectory(list.parse({ recordsCount: counted, data: records }));
const ALL = directory([ASHA, RAVI, ZOYA, ARJUN]);

const person = (changes = {}) => ({
	...({ firstName: 'Asha', title: 'Ms', gender: 'F' } as const),
	...{ email: 'asha.menon@example.com', mobile: '9600000001' },
	...changes,
});

describe('a directory of handles', () => {
	it('is whole where EnKash sent all that it counts', () => {
		expect(ALL.isWhole).toBe(true);
		expect(directory([]).isWhole).toBe(true);
	});

	it.each([
		['was not had at all', new HandleDirectory()],
		['was cut', directory([ASHA], 2)],
		['holds a row that is no handle', directory([ASHA, { nobody: true }])],
		['is one record without a list around it', new HandleDirectory(list.parse(ASHA))],
	])('is not whole where it %s', (_, partial) => {
		expect(partial.isWhole).toBe(false);
	});
});

describe('a handle is found', () => {
	const found = (given: string, among = ALL) => {
		const locator = parseLocator('handle')(given);
		const handle = locator.ok ? locate(among, locator.value) : locator;
		return handle.ok ? handle.value.enKashCardId : handle.failure.code;
	};

	it.each([
		['EKCRAVI', 'EKCRAVI'],
		['9600000002', 'EKCRAVI'],
		['(+91) 96000-00002', 'EKCRAVI'],
		['RAVI.Kumar@example.com', 'EKCRAVI'],
		['EKCNOBODY', 'recipient-unknown'],
		['9600000099', 'recipient-unknown'],
	])('by %p: %s', (given, id) => {
		expect(found(given)).toBe(id);
	});

	it('by mobile only where the person has one that is open', () => {
		const second = record({ ...ARJUN, enKashCardId: 'EKCARJUN2' });
		const closed = { ...second, cardStatus: { name: 'CL', label: 'Closed' } };
		expect(found('9600000004', directory([ARJUN, second]))).toBe('recipient-ambiguous');
		expect(found('9600000004', directory([closed, ARJUN]))).toBe('EKCARJUN');
		expect(found('9600000009', directory([ZOYA]))).toBe('EKCZOYA');
	});

	it('by e-mail only where one person has it', () => {
		const shared = directory([ASHA, { ...RAVI, email: ASHA.email }]);
		expect(found('asha.menon@example.com', shared)).toBe('recipient-ambiguous');
	});

	it('in a list that is not whole by its id only', () => {
		const partial = directory([ASHA], 2);
		expect(found('EKCASHA', partial)).toBe('EKCASHA');
		expect(found('EKCRAVI', partial)).toBe('recipient-unresolved');
		expect(found('9600000001', partial)).toBe('recipient-unresolved');
	});
});

describe('a list that EnKash refused to send', () => {
	const words = 'No quota is left';
	const failure = { kind: 'rejected', code: 'refused', data: { words } } as const;
	const none = new HandleDirectory(undefined, failure);

	it.each([
		{ by: 'mobile', mobile: '9600000001' },
		{ by: 'email', email: 'asha.menon@example.com' },
		{ by: 'id', id: 'EKCASHA' },
	] as const)('is why nobody is found: %j', (locator) => {
		expect(none.isWhole).toBe(false);
		expect(locate(none, locator)).toEqual({ ok: false, failure });
	});
});

describe('a mobile that EnKash does not show in full', () => {
	it.each(['XXXXXX0001', '96XXXXXX01', '******0001', '0001', 'XXXXXX0000'])(
		'identifies nobody: %p',
		(mobile) => {
			const masked = directory([
				{ ...ASHA, mobile },
				{ ...RAVI, mobile },
			]);
			const [asha, ravi] = [masked.byId('EKCASHA'), masked.byId('EKCRAVI')];
			expect(masked.byMobile(mobile)).toEqual([]);
			expect(masked.byMobile('9600000001')).toEqual([]);
			expect(asha && ravi && isSamePerson(asha, ravi)).toBe(false);
			expect(handleOf(person(), masked)).toBeUndefined();
		},
	);

	it('does not keep two handles of one user apart', () => {
		const masked = directory([
			{ ...ASHA, mobile: 'XXXXXX0001' },
			{ ...ASHA, mobile: 'XXXXXX0001', enKashCardId: 'EKCASHA2' },
		]);
		const [one, other] = [masked.byId('EKCASHA'), masked.byId('EKCASHA2')];
		expect(one && other && isSamePerson(one, other)).toBe(true);
	});
});

describe('a person', () => {
	it.each([
		['is whom EnKash knows', {}],
		['may have another e-mail than EnKash knows', { email: 'asha@new.example.com' }],
		['may have another first name', { firstName: 'Aasha' }],
		['may be given with the whole name', { firstName: 'ASHA  menon', email: 'a@new.example.com' }],
		['may be new', { mobile: '9811111111', email: 'new@example.com' }],
	])('%s', (_, changes) => {
		expect(mismatchOf(person(changes), ALL)).toBeUndefined();
	});

	it.each([
		['two-people', { firstName: 'Ravi', email: 'ravi.kumar@example.com' }],
		['details-differ', { firstName: 'Ravi', email: 'ravi@new.example.com' }],
		['details-differ', { firstName: 'Asha Rao', email: 'ravi@new.example.com' }],
		['email-taken', { mobile: '9811111111' }],
	])('is not whom the mobile belongs to: %s', (code, changes) => {
		expect(mismatchOf(person(changes), ALL)).toMatchObject({ code });
	});

	it('may share an e-mail with others', () => {
		const shared = directory([ASHA, { ...RAVI, email: ASHA.email }]);
		expect(mismatchOf(person(), shared)).toBeUndefined();
	});

	it('is paid on the one handle that is open', () => {
		expect(handleOf(person(), ALL)?.enKashCardId).toBe('EKCASHA');
		expect(handleOf(person({ mobile: '9811111111' }), ALL)).toBeUndefined();
	});
});

describe('a mobile that EnKash has for two people', () => {
	const RAHUL = record({
		...{ enKashCardId: 'EKCRAHUL', userId: 'EKRAHUL', firstName: 'Rahul', lastName: 'Rao' },
		email: 'rahul.rao@example.com',
	});
	const WITHOUT_ID = { userId: undefined };
	const rahul = person({ firstName: 'Rahul', email: 'rahul.rao@example.com' });
	const byMobile = { by: 'mobile', mobile: '9600000001' } as const;
	const both = [
		{ handleId: 'EKCASHA', name: 'Asha Menon' },
		{ handleId: 'EKCRAHUL', name: 'Rahul Rao' },
	];
	const refused = {
		code: 'recipient-ambiguous',
		data: { locator: byMobile, areOfOnePerson: false, handles: both },
	};
	const due = (one: typeof rahul, among: HandleDirectory) =>
		refusalOf(payment({ recipient: { kind: 'person', person: one } }), among);

	const SHARED: ReadonlyArray<readonly [string, object[]]> = [
		['with ids of their own', [ASHA, RAHUL]],
		['where one handle is blocked', [ASHA, { ...RAHUL, cardStatus: BLOCKED }]],
		['where the other handle is blocked', [{ ...ASHA, cardStatus: BLOCKED }, RAHUL]],
		['with one e-mail', [ASHA, { ...RAHUL, email: ASHA.email }]],
		[
			'without ids, with other names and e-mails',
			[
				{ ...ASHA, ...WITHOUT_ID },
				{ ...RAHUL, ...WITHOUT_ID },
			],
		],
		['of whom one has no id', [ASHA, { ...RAHUL, ...WITHOUT_ID }]],
	];

	it.each(SHARED)('names nobody: %s', (_, records) => {
		const among = directory(records);
		expect(locate(among, byMobile)).toMatchObject({ ok: false, failure: refused });
		for (const one of [person(), rahul, person({ email: 'asha@new.example.com' })]) {
			expect(mismatchOf(one, among)).toEqual(refused);
			expect(due(one, among)).toEqual({ kind: 'invalid', ...refused });
			expect(handleOf(one, among)).toBeUndefined();
			expect(ownerOf(one, among)).toBeUndefined();
		}
	});

	it('names nobody in whatever order EnKash lists them, with one who may be either', () => {
		const either = { ...ASHA, ...WITHOUT_ID, enKashCardId: 'EKCEITHER', email: undefined };
		for (const records of [
			[ASHA, RAHUL, either],
			[either, ASHA, RAHUL],
			[RAHUL, either, ASHA],
		]) {
			expect(mismatchOf(rahul, directory(records))).toMatchObject({ code: 'recipient-ambiguous' });
		}
	});

	it('is refused even where EnKash did not send its whole list', () => {
		expect(due(rahul, directory([ASHA, RAHUL], 3))).toEqual({ kind: 'invalid', ...refused });
	});

	it('is said to be theirs, with what to do', () => {
		const failure = due(rahul, directory([ASHA, RAHUL]));
		expect(failure && textOf(failure)).toEqual({
			message: 'In EnKash, the mobile 9600000001 belongs to Asha Menon and Rahul Rao',
			advice:
				'Have the mobile corrected in EnKash, or choose the handle by its ID: EKCASHA (Asha Menon), EKCRAHUL (Rahul Rao). To pay by ID, use "Allocate".',
		});
	});

	it('does not keep either from being paid by the ID of the handle', () => {
		const among = directory([ASHA, RAHUL]);
		expect(locate(among, { by: 'id', id: 'EKCRAHUL' })).toMatchObject({
			value: { enKashCardId: 'EKCRAHUL' },
		});
		expect(
			refusalOf(payment({ recipient: { kind: 'handle', handleId: 'EKCRAHUL' } }), among),
		).toBeUndefined();
	});
});

describe('two handles of one person', () => {
	const second = (changes: object) => ({ ...ASHA, enKashCardId: 'EKCASHA2', ...changes });

	it.each([
		['have one id', {}],
		['have one id, whatever else differs', { email: 'a@new.example.com', firstName: 'Aasha' }],
		['may have no id, and the same name and e-mail', { userId: undefined }],
		['may have no id, and another e-mail', { userId: undefined, email: 'a@new.example.com' }],
		['may have no id, and another name', { userId: undefined, firstName: 'Aasha' }],
		[
			'may have no id, another name and no e-mail',
			{ userId: undefined, firstName: 'Aasha', email: undefined },
		],
		[
			'may have no id, no name and another e-mail',
			{ userId: undefined, firstName: '', lastName: '', email: 'a@new.example.com' },
		],
	])('%s', (_, changes) => {
		const blocked = directory([second({ ...changes, cardStatus: BLOCKED }), ASHA]);
		expect(mismatchOf(person(), blocked)).toBeUndefined();
		expect(handleOf(person(), blocked)?.enKashCardId).toBe('EKCASHA');
		const open = locate(directory([ASHA, second(changes)]), {
			by: 'mobile',
			mobile: '9600000001',
		});
		expect(open).toMatchObject({
			failure: { code: 'recipient-ambiguous', data: { areOfOnePerson: true } },
		});
	});
});

describe('an e-mail of two people', () => {
	it('names nobody, though one of their handles is blocked', () => {
		const shared = directory([ASHA, { ...ZOYA, email: ASHA.email }]);
		const found = locate(shared, { by: 'email', email: 'asha.menon@example.com' });
		expect(found.ok ? undefined : textOf(found.failure).message).toBe(
			'EnKash has 2 handles with the e-mail asha.menon@example.com',
		);
	});
});

describe('a payment that is due', () => {
	const refusal = (changes: Parameters<typeof payment>[0], among = ALL) =>
		refusalOf(payment(changes), among)?.code;
	const toHandle = (handleId: string) => ({ recipient: { kind: 'handle', handleId } as const });
	const toPerson = (changes: object) => ({
		recipient: { kind: 'person', person: person(changes) } as const,
	});

	it.each([
		[toHandle('EKCASHA'), undefined],
		[toHandle('EKCZOYA'), 'recipient-blocked'],
		[toHandle('EKCNOBODY'), 'recipient-unknown'],
		[toPerson({}), undefined],
		[toPerson({ mobile: '9600000002' }), 'two-people'],
		[
			toPerson({ firstName: 'Zoya', mobile: '9600000009', email: 'zoya.khan@example.com' }),
			'recipient-blocked',
		],
		[{ ...toHandle('EKCASHA'), direction: 'DR', amount: 10_000n }, undefined],
		[{ ...toHandle('EKCASHA'), direction: 'DR', amount: 10_001n }, 'balance-short'],
		[{ ...toHandle('EKCASHA'), direction: 'CR', amount: 10_001n }, undefined],
	] as const)('%p is refused for %p', (changes, code) => {
		expect(refusal(changes)).toBe(code);
	});

	it.each([
		['a status that nobody knows', { name: 'ZZ', label: 'Zigzag' }, undefined],
		['no status', undefined, undefined],
		['a status as plain text', 'Closed', 'recipient-closed'],
		['an odd name with a known label', { name: '7', label: 'blocked' }, 'recipient-blocked'],
	])('to a handle with %s is refused for %3$p', (_, cardStatus, code) => {
		expect(refusal(toHandle('EKCASHA'), directory([{ ...ASHA, cardStatus }]))).toBe(code);
	});

	it('is not refused where EnKash did not send its whole list', () => {
		expect(refusal(toHandle('EKCZOYA'), directory([ZOYA], 2))).toBeUndefined();
		expect(refusal(toHandle('EKCNOBODY'), new HandleDirectory())).toBeUndefined();
	});
});
