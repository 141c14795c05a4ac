import type { Dialects } from './dialect.mts';

const capitals = (reference: string) => reference.toUpperCase();
const cutTo = (length: number) => (reference: string) => reference.slice(0, length);

/** Listed as EnKash keeps it, and found by whatever would be kept in the same way. */
const keptAs = (keep: (reference: string) => string) => ({
	referenceFields: (reference: string) => ({ pgReferenceNumber: keep(reference) }),
	names: (asked: string, reference: string) => keep(asked) === keep(reference),
});

/** Listed as EnKash keeps it, and found only by that. */
const keptLiterallyAs = (keep: (reference: string) => string) => ({
	referenceFields: (reference: string) => ({ pgReferenceNumber: keep(reference) }),
	names: (asked: string, reference: string) => asked === keep(reference),
});

/** Under which name a transaction has the caller's reference, how it is written and found. */
export const REFERENCES = {
	'reference-called-reference-number': {
		description: 'The reference is called `referenceNumber`.',
		changes: { referenceFields: (reference) => ({ referenceNumber: reference }) },
	},
	'reference-called-external-reference-number': {
		description: 'The reference is called `externalReferenceNumber`.',
		changes: { referenceFields: (reference) => ({ externalReferenceNumber: reference }) },
	},
	'reference-under-an-unknown-name': {
		description: 'The reference is called `merchantOrderNo`.',
		changes: { referenceFields: (reference) => ({ merchantOrderNo: reference }) },
	},
	'reference-in-remarks': {
		description: 'The reference stands in `remarks`.',
		changes: { referenceFields: (reference) => ({ remarks: reference }) },
	},
	'reference-within-a-sentence': {
		description: '`remarks` has a sentence that contains the reference.',
		changes: {
			referenceFields: (reference) => ({ remarks: `Allocation ${reference} by partner API` }),
		},
	},
	'reference-nested': {
		description: 'The reference stands two objects deep, in `txnDetails.client.reference`.',
		changes: {
			referenceFields: (reference) => ({ txnDetails: { mcc: '0000', client: { reference } } }),
		},
	},
	'reference-beside-enkashs-own': {
		description: "`pgReferenceNumber` is EnKash's own number; ours is in `uniqueReferenceNumber`.",
		changes: {
			referenceFields: (reference, id) => ({
				pgReferenceNumber: `PG${id.slice(3)}`,
				uniqueReferenceNumber: reference,
			}),
		},
	},
	'reference-not-told': {
		description: 'A transaction is found by its reference, but does not have it.',
		changes: { referenceFields: () => ({}) },
	},
	'reference-in-capitals': {
		description: 'References are listed in capitals, and found in any case.',
		changes: keptAs(capitals),
	},
	'reference-kept-in-capitals': {
		description: 'References are listed in capitals, and found only in capitals.',
		changes: keptLiterallyAs(capitals),
	},
	'reference-cut-to-12': {
		description: 'Only the first 12 characters of a reference are listed and compared.',
		changes: keptAs(cutTo(12)),
	},
	'reference-cut-to-20': {
		description: 'Only the first 20 characters of a reference are listed and compared.',
		changes: keptAs(cutTo(20)),
	},
	'reference-kept-cut-to-20': {
		description: 'References are cut to 20 characters; the whole one finds nothing.',
		changes: keptLiterallyAs(cutTo(20)),
	},
	'reference-prefixed': {
		description: 'References are listed with `EK-` before them.',
		changes: { referenceFields: (reference) => ({ pgReferenceNumber: `EK-${reference}` }) },
	},
	'reference-padded': {
		description: 'References are listed with blanks up to 40 characters.',
		changes: { referenceFields: (reference) => ({ pgReferenceNumber: reference.padEnd(40) }) },
	},
	'reference-as-a-number': {
		description: 'A reference of digits is kept as a number, so that 007 is 7.',
		changes: {
			referenceFields: (reference) => ({
				pgReferenceNumber: /^\d+$/.test(reference) ? Number(reference) : reference,
			}),
			names: (asked, reference) =>
				asked === reference || (/^\d+$/.test(asked) && Number(asked) === Number(reference)),
		},
	},
	'reference-found-by-its-beginning': {
		description: 'A question for `PAY-1` finds `PAY-10`, too.',
		changes: { names: (asked, reference) => reference.startsWith(asked) },
	},
} satisfies Dialects;
