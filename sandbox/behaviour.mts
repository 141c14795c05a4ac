import type { Direction } from '../enkash/contract/allocation.ts';
import type { EndpointName } from '../enkash/contract/endpoints.ts';
import type { Handle, Transaction } from './account.mts';
import type { Answer, Enveloped } from './answers.mts';
import type { CalledEndpoint } from './calls.mts';
import type { Delivery } from './deliveries.mts';
import type { Filter } from './endpoints/transactions.mts';
import type { Fields } from './fields.mts';
import type { Page, Paging } from './pages.mts';
import type { PlainSettings } from './settings.mts';

/** Everything about EnKash that may be otherwise: the settings, and what stands at the seams. */
export type Behaviour = PlainSettings & Seams;

/**
 * Where EnKash may do it otherwise than its pages say or let one guess. What is not there is done
 * as the contract has it.
 */
export type Seams = Readonly<
	Partial<
		AccessSeams & LoginSeams & AnswerSeams & ListSeams & RecordSeams & PaymentSeams & SearchSeams
	>
>;

/** Who is let in, and at which paths. */
interface AccessSeams {
	/** What stands in the way of every call of an endpoint. */
	gate: (endpoint: CalledEndpoint) => Answer | undefined;
	/** How a token that is over or unknown is refused. */
	tokenRefused: () => Answer;
	accountPath: string;
	searchPath: string;
	allocatePath: string;
	transactionPath: string;
	/** What the router says of a path that it does not know. */
	pathUnknown: () => Delivery;
	/** What the router says of anything but a POST to a path that it knows. */
	methodRefused: () => Delivery;
}

/** How a log-in is answered. */
interface LoginSeams {
	tokenAnswer: (token: Fields) => Answer;
	/** The answer to a wrong log-in, with how many attempts are left. */
	loginRefused: (attemptsLeft: number) => Answer;
	loginLocked: () => Answer;
}

/** How every partner endpoint puts its answers. */
interface AnswerSeams {
	/** A body in place of the envelope. */
	envelop: (answer: Enveloped) => Fields;
	/** How EnKash says what it understood and will not do. */
	refused: (message: string) => Answer;
}

/** Who looks at the list of transactions, and when. */
export interface View {
	/** How long ago a transaction was made, ms. */
	readonly age: (transaction: Transaction) => number;
	readonly username: string;
	/** How many questions came before this one. */
	readonly earlier: number;
}

/** Which transactions `transaction/all` lists, and how the list comes. */
interface ListSeams {
	/** The transactions that can be found at all, the oldest first. */
	shown: (all: readonly Transaction[], view: View) => readonly Transaction[];
	/** As what a transaction is listed: several times, with another status, … */
	shownAs: (transaction: Transaction, age: number) => readonly Transaction[];
	/** What of a question is heeded; may refuse it. */
	heard: (asked: Filter) => Filter;
	/** Whether a question for one reference finds another one. */
	names: (asked: string, reference: string) => boolean;
	order: 'oldestFirst';
	paging: Paging;
	list: (page: Page) => unknown;
	/** The answer to a question that finds nothing. */
	nothing: (asked: Filter) => Answer;
}

/** How a transaction is written in the list: each fact a group of fields. */
export interface RecordSeams {
	idFields: (id: string) => Fields;
	referenceFields: (reference: string, id: string) => Fields;
	/** Rupees, without a sign. */
	amountFields: (rupees: number, direction: Direction) => Fields;
	directionFields: (direction: Direction) => Fields;
	statusFields: (status: string) => Fields;
	/** Ms since 1970. */
	dateFields: (at: number) => Fields;
	handleFields: (handle: Handle) => Fields;
	otherFields: Fields;
}

/** What an allocation does and how it is answered. */
interface PaymentSeams {
	/** How EnKash books: types end in `POINT` or in `FUND`; only the one is taken. */
	unit: 'POINT' | 'FUND';
	/** A reference that was paid before: as the setting has it, or a refusal of another kind. */
	duplicate: PlainSettings['duplicates'] | ((reference: string) => Answer);
	/** When the money moves, ms after the call; `never` leaves the record of a movement that failed. */
	commits: number | 'never';
	/** The answer to an allocation, from the payload that the contract has. */
	allocated: (payload: Fields) => Answer;
	/** How long the answer is held back, ms. */
	answersAfter: number;
}

/** How `/search` lists handles. */
interface SearchSeams {
	searchHeard: (asked: { readonly enKashCardId?: string | undefined }) => {
		readonly enKashCardId?: string | undefined;
	};
	searchPaging: Paging;
	searchList: (page: Page) => unknown;
	searchFields: (record: Fields) => Fields;
}

/** The name of the seam that says where an endpoint is. */
export const PATH_SEAMS = {
	account: 'accountPath',
	search: 'searchPath',
	allocate: 'allocatePath',
	transactions: 'transactionPath',
} as const satisfies Readonly<Record<EndpointName, keyof AccessSeams>>;
