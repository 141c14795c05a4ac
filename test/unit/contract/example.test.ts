import { readAnswer } from '../../../enkash/api/response.ts';
import { account } from '../../../enkash/contract/account.ts';
import { handle } from '../../../enkash/contract/handle.ts';
import { listOf, sent } from '../../../enkash/contract/list.ts';
import example from '../../fixtures/account-details.example.json';

const READING = { secret: '', now: 0, endpoint: 'account', path: '/account' } as const;
const answer = (body: unknown) => ({ status: 200, headers: {}, body });

describe("EnKash's own example of an account", () => {
	const read = readAnswer(answer(example), sent(account), READING);
	if (!read.ok) throw new Error(read.failure.code);
	const { canonical, raw } = read.value;

	it('is read', () => {
		expect(canonical).toMatchObject({
			cardAccountId: 'CAVBMRFE8',
			companyId: 'CEK7T1WMC6',
			availableBalance: 898_138,
			availableCardBalance: 92_415.44,
		});
	});

	it('comes back whole: 68 fields', () => {
		expect(raw).toEqual(example.payload);
		expect(Object.keys(raw)).toHaveLength(68);
	});

	it('shows a handle, which is read and comes back whole: 73 fields', () => {
		const handles = listOf(handle).parse(example.payload.primaryEnKashCard);
		expect(handles.data[0]?.canonical).toMatchObject({
			enKashCardId: 'EKCQMY9BQ0',
			mobile: '9660686687',
			otbBalance: 89_335.44,
		});
		expect(handles.data[0]?.raw).toEqual(example.payload.primaryEnKashCard);
		expect(Object.keys(handles.data[0]?.raw ?? {})).toHaveLength(73);
	});

	it.each([undefined, null, 'much'])(
		'is no account when its balance is %p, and the failure names the field',
		(availableBalance) => {
			const body = { ...example, payload: { ...example.payload, availableBalance } };
			expect(readAnswer(answer(body), sent(account), READING)).toMatchObject({
				ok: false,
				failure: { kind: 'unexpected', field: 'payload.availableBalance' },
			});
		},
	);
});
