/** Somebody whom the demo company does not employ. */
export const SOMEBODY_NEW = {
	firstName: 'Asha',
	title: 'Ms',
	gender: 'F',
	email: 'asha.new@example.com',
	mobile: '9811111111',
} as const;

/** The bodies of an allocation, without company and account. */
const movement = (uniqueReferenceNumber: string, loadAmount: number) => ({
	transactionCode: 'ALLOCATION',
	loadAmount,
	uniqueReferenceNumber,
	uniqueReferenceNum: uniqueReferenceNumber,
});

const credit = { transactionType: 'CR', type: 'ALLOCATE_POINT' };
const debit = { transactionType: 'DR', type: 'UNALLOCATE_POINT' };

export const toSomebodyNew = (reference: string, rupees: number) => ({
	...movement(reference, rupees),
	...credit,
	...SOMEBODY_NEW,
});

export const toHandle = (enkashCardId: string, reference: string, rupees: number) => ({
	...movement(reference, rupees),
	...credit,
	enkashCardId,
});

export const fromHandle = (enkashCardId: string, reference: string, rupees: number) => ({
	...movement(reference, rupees),
	...debit,
	enkashCardId,
});
