import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { alike, useSpeaker } from './speaking.mts';

const { at, speak, pay, payload } = useSpeaker();

const LONG = 'Pay-2025-07-Asha-Menon-0001';
const list = z.object({ data: z.array(z.record(z.unknown())) });

const found = async (pgReferenceNumber: string) =>
	list.parse(await payload({ pgReferenceNumber })).data;

const OURS = { pgReferenceNumber: undefined };

it.each([
	['reference-called-reference-number', { ...OURS, referenceNumber: LONG }],
	['reference-called-external-reference-number', { ...OURS, externalReferenceNumber: LONG }],
	['reference-under-an-unknown-name', { ...OURS, merchantOrderNo: LONG }],
	['reference-in-remarks', { ...OURS, remarks: LONG }],
	['reference-within-a-sentence', { ...OURS, remarks: `Allocation ${LONG} by partner API` }],
	['reference-nested', { ...OURS, txnDetails: { mcc: '0000', client: { reference: LONG } } }],
	[
		'reference-beside-enkashs-own',
		{ pgReferenceNumber: expect.stringMatching(/^PG/), uniqueReferenceNumber: LONG },
	],
	['reference-not-told', OURS],
	['reference-in-capitals', { pgReferenceNumber: 'PAY-2025-07-ASHA-MENON-0001' }],
	['reference-cut-to-12', { pgReferenceNumber: 'Pay-2025-07-' }],
	['reference-cut-to-20', { pgReferenceNumber: 'Pay-2025-07-Asha-Men' }],
	['reference-prefixed', { pgReferenceNumber: `EK-${LONG}` }],
	['reference-padded', { pgReferenceNumber: `${LONG}             ` }],
	['reference-found-by-its-beginning', { pgReferenceNumber: LONG }],
] as const)('%s is what a payment has that is found by its reference', async (name, expected) => {
	await speak(name);
	await pay(LONG);

	expect(alike(await found(LONG), expected)).toEqual([expected]);
	expect(await at.control.paid(LONG)).toMatchObject({ times: 1 });
});

it.each([
	['reference-kept-in-capitals', 'PAY-2025-07-ASHA-MENON-0001'],
	['reference-kept-cut-to-20', 'Pay-2025-07-Asha-Men'],
] as const)('%s finds a payment by nothing else', async (name, kept) => {
	await speak(name);
	await pay(LONG);

	expect(await found(LONG)).toEqual([]);
	expect(await found(kept)).toMatchObject([{ pgReferenceNumber: kept }]);
});

it.each([
	['reference-in-capitals', LONG.toLowerCase()],
	['reference-cut-to-12', 'Pay-2025-07-Ravi-Kumar-0002'],
	['reference-cut-to-20', 'Pay-2025-07-Asha-Menon-0002'],
	['reference-found-by-its-beginning', 'Pay-2025'],
] as const)('%s finds a payment by another reference, too', async (name, other) => {
	await speak(name);
	await pay(LONG);

	expect(await found(other)).toHaveLength(1);
	expect(await found('Another-one')).toEqual([]);
	expect(list.parse(await payload({ pgReferenceNumbers: ['X', other] })).data).toHaveLength(1);
});

it('reference-as-a-number makes a number of digits alone', async () => {
	await speak('reference-as-a-number');
	await pay('007');
	await pay('R-7');

	expect(await found('007')).toMatchObject([{ pgReferenceNumber: 7 }]);
	expect(await found('7')).toMatchObject([{ pgReferenceNumber: 7 }]);
	expect(await found('R-7')).toMatchObject([{ pgReferenceNumber: 'R-7' }]);
});
