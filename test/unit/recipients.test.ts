import { type Handle, handle as handleSchema } from '../../enkash/contract/handle.ts';
import { listOf } from '../../enkash/contract/list.ts';
import { HandleDirectory, isSamePerson } from '../../enkash/handleDirectory.ts';
import { handleOf, locate, mismatchOf, refusalOf } from '../../enkash/recipients.ts';
import { parseLocator } from '../../enkash/identifiers.ts';
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
