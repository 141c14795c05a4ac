import type { AllocationCall } from '../api/client.ts';
import type { Direction, Person } from '../contract/allocation.ts';
import { type Paise, toRupees } from '../money.ts';

/** Whose balance EnKash is to book it on: points or funds (contract, section 4.1). */
export type AllocationType = 'ALLOCATE_POINT' | 'ALLOCATE_FUND';

export type Recipient =
	| { readonly kind: 'handle'; readonly enKashCardId: string }
	| { readonly kind: 'person'; readonly person: Person };

/** One payment that somebody wants made, checked and complete. */
export interface Instruction {
	/** `CR`: to the recipient; `DR`: back from a handle. */
	readonly direction: Direction;
	readonly allocationType: AllocationType;
	readonly cardAccountId: string;
	readonly recipient: Recipient;
	readonly amount: Paise;
	/** Under this reference it is paid once, ever. */
	readonly reference: string;
}

/** The call that carries an instruction out. The reference goes under both documented names. */
export function toCall(instruction: Instruction): AllocationCall {
	const { allocationType, cardAccountId, recipient, reference } = instruction;
	const common = {
		cardAccountId,
		transactionCode: 'ALLOCATION',
		loadAmount: toRupees(instruction.amount),
		uniqueReferenceNumber: reference,
		uniqueReferenceNum: reference,
	} as const;
	if (recipient.kind === 'person') {
		return { ...common, ...recipient.person, transactionType: 'CR', type: allocationType };
	}
	const enkashCardId = recipient.enKashCardId;
	return instruction.direction === 'CR'
		? { ...common, enkashCardId, transactionType: 'CR', type: allocationType }
		: { ...common, enkashCardId, transactionType: 'DR', type: `UN${allocationType}` };
}
