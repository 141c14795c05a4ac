import { describe, expect, it } from '@jest/globals';
import { handle as handleSchema } from '../../../enkash/contract/handle.ts';
import { listOf } from '../../../enkash/contract/list.ts';
import { HandleDirectory } from '../../../enkash/handleDirectory.ts';
import { succeed } from '../../../enkash/result.ts';
import { type Wanted, toPayment } from '../../../nodes/EnKash/pay/toPayment.ts';
import { textOf } from '../../../texts/textOf.ts';

const list = listOf(handleSchema);

/** What a row for one handle, named by its ID, comes to where EnKash shows this mobile. */
const paid = (mobile: string | undefined, once: Wanted['once']) => {
	const handle = { enKashCardId: 'EKC1', firstName: 'Asha', lastName: 'Menon', mobile };
	return toPayment(
		{
			...{ direction: 'CR', amount: { kind: 'fixed', amount: 100n }, once },
			to: { kind: 'handle', locator: { by: 'id', id: 'EKC1' } },
		},
		{
			...{ cardAccountId: 'CA1', allocationType: 'ALLOCATE_POINT', ifDetailsDiffer: 'refuse' },
			directory: new HandleDirectory(list.parse({ recordsCount: 1, data: [handle] })),
			period: () => succeed({ per: 'month', name: '2026-11', key: '2026-11' }),
		},
	);
};

const MONTHLY = { payOncePer: 'month', purpose: 'lunch', periodOf: undefined } as const;
const CLAIM = { payOncePer: 'referenceNumber', referenceNumber: 'CLAIM-1' } as const;

const referenceOf = (mobile: string) => {
	const payment = paid(mobile, MONTHLY);
	return payment.ok ? payment.value.reference : payment.failure.code;
};

describe('once per period', () => {
	it.each(['+919600000001', 'tel:+91-96000-00001', '+91 96000 00001', '09600000001'])(
		'the reference is the same however EnKash writes the mobile: %p',
		(mobile) => {
			expect(referenceOf(mobile)).toBe(referenceOf('9600000001'));
			expect(referenceOf(mobile)).toMatch(/^M2611-LUNCH-0001-/);
		},
	);

	it.each(['XXXXXX0001', '96XXXXXX01', '******0001', '0001', '-'])(
		'nobody is paid whose mobile EnKash does not show in full: %p',
		(mobile) => {
			const payment = paid(mobile, MONTHLY);
			const failure = payment.ok ? undefined : payment.failure;
			expect(failure).toMatchObject({
				...{ kind: 'invalid', code: 'recipient-without-mobile' },
				data: { handleId: 'EKC1', name: 'Asha Menon', mobile },
			});
			expect(failure && textOf(failure).message).toContain(`as ${mobile},`);
		},
	);

	it('nobody is paid of whom EnKash has no mobile', () => {
		expect(paid(undefined, MONTHLY)).toMatchObject({
			failure: { code: 'recipient-without-mobile', data: { handleId: 'EKC1', name: 'Asha Menon' } },
		});
	});
});

it('a reference that was given needs no mobile', () => {
	expect(paid('XXXXXX0001', CLAIM)).toMatchObject({ value: { reference: 'CLAIM-1' } });
});
