import { z } from 'zod';
import { identifier, record, rupees, told } from './spelling.ts';

/** Body of `POST …/cardAccount/get`, as EnKash documents it. */
export const accountRequest = z.object({
	cardAccountId: z.string().min(1),
	companyId: z.string().min(1),
});

/** A petty-cash account. Amounts in rupees. Without a readable balance it is not an account. */
export const account = record({
	cardAccountId: identifier,
	companyId: told(identifier),
	companyName: told(z.string()),
	accountTitle: told(z.string()),
	/** What can still be allocated. */
	availableBalance: rupees,
	/** What sits on the handles. */
	availableCardBalance: told(rupees),
	totalCards: told(z.number()),
	activeCards: told(z.number()),
	currentMonthAllocationPoint: told(rupees),
	virtualAccountNumber: told(z.string()),
	ifscCode: told(z.string()),
	blockCode: told(z.string()),
});
export type Account = z.infer<typeof account>;
