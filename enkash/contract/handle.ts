import { z } from 'zod';
import { identifier, namedValue, record, rupees, told } from './spelling.ts';

/** Body of `POST …/search`: all handles of an account, or one. */
export const searchRequest = z.object({
	cardAccountId: z.string().min(1),
	companyId: z.string().min(1),
	enKashCardId: z.string().min(1).optional(),
});
export type SearchRequest = z.infer<typeof searchRequest>;

/** A handle, and the person who holds it. Balances in rupees. */
export const handle = record({
	enKashCardId: identifier,
	userId: told(identifier),
	cardAccountId: told(identifier),
	firstName: told(z.string()),
	lastName: told(z.string()),
	title: told(z.string()),
	gender: told(z.string()),
	email: told(z.string()),
	mobile: told(identifier),
	maskedNumber: told(z.string()),
	/** "Open to buy": what the handle can spend. */
	otbBalance: told(rupees),
	cardStatus: told(namedValue),
	kycStatus: told(namedValue),
	blockCode: told(z.string()),
	createdOn: told(z.string()),
});
export type Handle = z.infer<typeof handle>;

/** Only the first is on EnKash's pages (`{name: "UL", label: "UnLocked"}`). */
const STATUSES = {
	active: /^(ul|unlocked|unblocked|active|activated)$/i,
	blocked: /^(bl|blocked|temporar(il)?y blocked|lk|locked|inactive|suspended|frozen|disabled)$/i,
	closed: /^(cl|closed|cancelled|canceled|terminated|expired|deleted|hotlisted|lost|stolen)$/i,
} as const;

export type HandleStatus = keyof typeof STATUSES;

/** Whether a handle can be paid, by its status; `undefined` if EnKash tells it in words of another kind. */
export function handleStatusOf({ cardStatus }: Handle): HandleStatus | undefined {
	const said = [cardStatus?.name, cardStatus?.label].map((word = '') => word.trim());
	const means = (status: HandleStatus) => said.some((word) => STATUSES[status].test(word));
	// A status that says two things is taken by the worse of them.
	if (means('closed')) return 'closed';
	if (means('blocked')) return 'blocked';
	return means('active') ? 'active' : undefined;
}

/** First and last name, as far as EnKash has them. */
export const fullNameOf = ({ firstName, lastName }: Handle): string =>
	[firstName, lastName].filter(Boolean).join(' ').trim();
