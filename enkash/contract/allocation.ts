import { z } from 'zod';
import { identifier, namedValue, record, rupees, told } from './spelling.ts';

/** Money to a handle (`CR`), or back from it (`DR`). */
export const direction = z.enum(['CR', 'DR']);
export type Direction = z.infer<typeof direction>;

const common = {
	companyId: z.string().min(1),
	cardAccountId: z.string().min(1),
	transactionCode: z.literal('ALLOCATION'),
	/** Rupees. */
	loadAmount: z.number().positive(),
	/** The tables call the reference one name, the examples another: both are sent. */
	uniqueReferenceNumber: z.string().min(1),
	uniqueReferenceNum: z.string().min(1),
};

const allocateTypes = z.enum(['ALLOCATE_POINT', 'ALLOCATE_FUND']);
const withdrawTypes = z.enum(['UNALLOCATE_POINT', 'UNALLOCATE_FUND']);

/** EnKash documents fewer characters before the @ than addresses have: no apostrophe, for one. */
export const EMAIL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9.-]+\.[a-z]{2,}$/i;

/** Who a new handle is made for. */
export const person = z.object({
	firstName: z.string().min(1),
	title: z.enum(['Mr', 'Mrs', 'Ms']),
	gender: z.enum(['M', 'F']),
	email: z.string().regex(EMAIL, 'Expected an e-mail address'),
	mobile: z.string().regex(/^\d{10}$/, 'Expected ten digits'),
});
export type Person = z.infer<typeof person>;

const toPerson = z.object({
	...common,
	...person.shape,
	transactionType: z.literal('CR'),
	type: allocateTypes,
});
const toHandle = z.object({
	...common,
	transactionType: z.literal('CR'),
	type: allocateTypes,
	enkashCardId: z.string().min(1),
});
const fromHandle = z.object({
	...common,
	transactionType: z.literal('DR'),
	type: withdrawTypes,
	enkashCardId: z.string().min(1),
});

/**
 * Body of `POST …/create-allocate-points`, inferred from EnKash's pages on Rewards: one path, three jobs.
 * The handle's id is spelled `enkashCardId` here.
 */
export const allocationRequest = z.union([toHandle, fromHandle, toPerson]);
export type AllocationRequest = z.infer<typeof allocationRequest>;

/**
 * What EnKash answers to an allocation. `uniqueReferenceNumber` is the caller's, echoed. What else it
 * repeats of the payment must agree with it.
 */
export const allocation = record({
	uniqueReferenceNumber: told(identifier),
	enKashCardId: told(identifier),
	userId: told(identifier),
	enKashTransactionId: told(identifier),
	/** The handle's balance afterwards, in rupees. */
	otbBalance: told(rupees),
	maskedNumber: told(z.string()),
	status: told(namedValue),
	/** Rupees. */
	loadAmount: told(rupees),
	mobile: told(identifier),
});
export type Allocation = z.infer<typeof allocation>;
