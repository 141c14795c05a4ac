import type { Direction, Person } from '../enkash/contract/allocation.ts';
import type { AccountInBooks, Books } from './books.mts';
import type { Employee } from './company.mts';
import type { Clock } from './clock.mts';
import { wholeSecond } from './dates.mts';
import { Identifiers } from './ids.mts';

/** A handle and the person who holds it. Amounts in paise, moments in ms since 1970. */
export interface Handle {
	readonly id: string;
	readonly userId: string;
	readonly title: string;
	readonly firstName: string;
	readonly lastName: string;
	readonly gender: string;
	readonly email: string;
	mobile: string;
	readonly createdAt: number;
	modifiedAt: number;
	balance: number;
	allocated: number;
	lastAllocated: number;
	blocked: boolean;
}

/** A movement of money, as it is kept. Amounts in paise, moments in ms since 1970. */
export interface Transaction {
	readonly id: string;
	/** The caller's reference; what was done elsewhere may have none. */
	readonly reference?: string | undefined;
	/** Who asked for it; what was done elsewhere has nobody. */
	readonly by?: string | undefined;
	readonly handle: Handle;
	readonly direction: Direction;
	readonly type: string;
	readonly status: string;
	readonly amount: number;
	/** Its date in EnKash's records. */
	readonly at: number;
	/** The same moment by the sandbox's clock: how old it is goes by this one. */
	readonly clockedAt: number;
	/** Balance of the handle afterwards. */
	readonly handleBalance: number;
}

export interface Movement {
	readonly handle: Handle;
	readonly direction: Direction;
	readonly amount: number;
	readonly type: string;
	readonly reference?: string | undefined;
	readonly by?: string | undefined;
	readonly status?: string | undefined;
	readonly at?: number | undefined;
}

/** What really moved under one reference. */
export interface Payments {
	readonly times: number;
	readonly paise: number;
}

/** What an account is opened with; amounts in paise. */
export interface NewAccount {
	readonly id: string;
	readonly companyId: string;
	readonly title: string;
	readonly available: number;
	readonly ids: IdentifiersOfCompany;
	readonly clock: Clock;
}

/** The shapes of identifiers are the company's, so no two accounts hand out the same one. */
export const identifiersAfter = (given: Books['given']) => ({
	handle: new Identifiers('EKC', 7, given.handle),
	user: new Identifiers('EK', 6, given.user),
	transaction: new Identifiers('ECT', 10, given.transaction),
});
export type IdentifiersOfCompany = ReturnType<typeof identifiersAfter>;

/** The only status that EnKash's pages show. */
export const COMMITTED = 'CREATED';
const isCommitted = ({ status }: Transaction) => status === COMMITTED;

const COMPANY_CREATED_AT = Date.UTC(2024, 7, 14, 10, 19, 46);

/** Money that left the handle and the account: somebody paid with it. */
const SPENT = 'SALE';

/**
 * One petty-cash account: its money, its handles and what was moved. Everything here happens at
 * once, in whole paise; a movement that `refusal` refuses must not be committed.
 */
export class Account {
	readonly id: string;
	readonly companyId: string;
	readonly title: string;
	readonly handles: Handle[] = [];
	/** In the order in which they were committed. */
	readonly transactions: Transaction[] = [];
	/** Money not given to any handle. */
	available: number;
	/** Money on all handles, kept beside them, so that the two can be compared. */
	onHandles = 0;
	/** Money the company has paid in and nobody has spent, kept beside the other two. */
	funded: number;
	modifiedAt = COMPANY_CREATED_AT;
	/** Given to handles through this sandbox since its books were opened. */
	allocated = 0;
	/** Called after every change. */
	onChange: (() => void) | undefined;

	readonly #ids: IdentifiersOfCompany;
	readonly #clock: Clock;
	readonly #handleById = new Map<string, Handle>();
	readonly #handleByMobile = new Map<string, Handle>();
	readonly #handleByEmail = new Map<string, Handle>();
	readonly #byReference = new Map<string, Transaction[]>();

	constructor({ id, companyId, title, available, ids, clock }: NewAccount) {
		this.id = id;
		this.companyId = companyId;
		this.title = title;
		this.available = available;
		this.funded = available;
		this.#ids = ids;
		this.#clock = clock;
	}

	/**
	 * An account as its books were left.
	 *
	 * @throws {Error} if these are not all of its books, or do not balance
	 */
	static fromBooks(books: AccountInBooks, opened: Omit<NewAccount, 'available'>): Account {
		const account = new Account({ ...opened, available: books.available });
		account.onHandles = books.onHandles;
		account.funded = books.funded;
		account.allocated = books.allocated;
		account.modifiedAt = books.modifiedAt;
		for (const handle of books.handles) account.#add(handle);
		for (const { handle: id, ...transaction } of books.transactions) {
			const handle = account.handle(id);
			if (handle === undefined) throw new Error(`there is no handle ${id}`);
			account.#enter({ ...transaction, handle });
		}
		if (!account.isBalanced()) throw new Error(`the account ${account.id} does not balance`);
		return account;
	}

	toBooks(): AccountInBooks {
		const { id, available, onHandles, funded, allocated, modifiedAt, handles } = this;
		const transactions = this.transactions.map((each) => ({ ...each, handle: each.handle.id }));
		const money = { available, onHandles, funded, allocated };
		return { id, ...money, modifiedAt, handles, transactions };
	}

	handle(id: string): Handle | undefined {
		return this.#handleById.get(id);
	}

	/** Whom a create call means: matched by mobile, then by e-mail. */
	handleOf({ mobile, email }: Pick<Person, 'mobile' | 'email'>): Handle | undefined {
		return this.#handleByMobile.get(mobile) ?? this.#handleByEmail.get(email.toLowerCase());
	}

	/** Everything recorded under a reference, the oldest record first. */
	recorded(reference: string): readonly Transaction[] {
		return this.#byReference.get(reference) ?? [];
	}

	/** The first commit under a reference. */
	committed(reference: string): Transaction | undefined {
		return this.recorded(reference).find(isCommitted);
	}

	/** How often money moved under each reference, and how much in all, paise. */
	payments(): ReadonlyMap<string, Payments> {
		const made = new Map<string, Payments>();
		for (const [reference, all] of this.#byReference) {
			const committed = all.filter(isCommitted);
			const paise = committed.reduce((sum, { amount }) => sum + amount, 0);
			made.set(reference, { times: committed.length, paise });
		}
		return made;
	}

	/** A handle for somebody new: a new user with it. */
	open(person: Person & { readonly lastName?: string }, at = Date.now()): Handle {
		const handle = this.#open(person, this.#ids.user.next(), at);
		this.onChange?.();
		return handle;
	}

	/** An employee the company starts with, and the money on the handle, paise. */
	employ([title, firstName, lastName, email, mobile, , state]: Employee, paise: number): void {
		const gender = title === 'Mr' ? 'M' : 'F';
		const person = { title, firstName, lastName, email, mobile, gender } as const;
		const userId = this.handleOf(person)?.userId ?? this.#ids.user.next();
		const handle = this.#open(person, userId, COMPANY_CREATED_AT);
		handle.blocked = state === 'blocked';
		handle.balance = paise;
		handle.allocated = paise;
		this.onHandles += paise;
		this.funded += paise;
	}

	/**
	 * Why EnKash would not move this money (paise), or `undefined` if it would. Without a handle: to
	 * somebody new.
	 */
	refusal(handle: Handle | undefined, direction: Direction, amount: number): string | undefined {
		if (handle?.blocked) return 'Card is blocked';
		if (direction === 'CR' && amount > this.available)
			return 'Insufficient balance in card account';
		const balance = handle?.balance ?? 0;
		if (direction === 'DR' && amount > balance) return 'Insufficient balance in card';
		return undefined;
	}

	/** Moves the money and keeps the record. */
	commit(movement: Movement): Transaction {
		this.#move(movement);
		return this.record(movement);
	}

	/** Keeps a record and moves nothing: what failed, or what today's balances already contain. */
	record({ status = COMMITTED, at = Date.now(), ...movement }: Movement): Transaction {
		const transaction: Transaction = {
			...movement,
			status,
			id: this.#ids.transaction.next(),
			at: wholeSecond(at),
			clockedAt: at + this.#clock.ahead,
			handleBalance: movement.handle.balance,
		};
		this.#enter(transaction);
		this.onChange?.();
		return transaction;
	}

	/** Blocks a handle, or frees it. */
	block(handle: Handle, blocked: boolean): void {
		handle.blocked = blocked;
		this.onChange?.();
	}

	/** Gives a handle another mobile, which may be somebody else's already: the older handle keeps it. */
	changeMobile(handle: Handle, mobile: string): void {
		handle.mobile = mobile;
		this.#handleByMobile.clear();
		for (const one of this.handles) this.#knowMobile(one);
		this.onChange?.();
	}

	/** The company pays in, or takes out, until so much can be allocated (paise). */
	fundUpTo(available: number): void {
		this.funded += available - this.available;
		this.available = available;
		this.onChange?.();
	}

	/** `usedCreditLimit = -(availableBalance + availableCardBalance)`, by three independent counts. */
	isBalanced(): boolean {
		const onHandles = this.handles.reduce((sum, { balance }) => sum + balance, 0);
		return onHandles === this.onHandles && this.available + this.onHandles === this.funded;
	}

	#enter(transaction: Transaction): void {
		const { reference } = transaction;
		this.transactions.push(transaction);
		if (reference === undefined) return;
		const others = this.#byReference.get(reference);
		if (others === undefined) this.#byReference.set(reference, [transaction]);
		else others.push(transaction);
	}

	#move({ handle, direction, amount, type }: Movement): void {
		const paise = direction === 'CR' ? amount : -amount;
		handle.balance += paise;
		handle.modifiedAt = this.modifiedAt = Date.now();
		this.onHandles += paise;
		if (type === SPENT) {
			this.funded += paise;
			return;
		}
		this.available -= paise;
		if (direction === 'DR') return;
		handle.allocated += amount;
		handle.lastAllocated = amount;
		this.allocated += amount;
	}

	#open(person: Person & { readonly lastName?: string }, userId: string, at: number): Handle {
		const { title, firstName, lastName = '', gender, email, mobile } = person;
		const handle: Handle = {
			...{ id: this.#ids.handle.next(), userId, title, firstName, lastName, gender, email, mobile },
			...{ createdAt: at, modifiedAt: at },
			...{ balance: 0, allocated: 0, lastAllocated: 0, blocked: false },
		};
		this.#add(handle);
		return handle;
	}

	#add(handle: Handle): void {
		this.handles.push(handle);
		this.#handleById.set(handle.id, handle);
		this.#knowMobile(handle);
		const address = handle.email.toLowerCase();
		if (!this.#handleByEmail.has(address)) this.#handleByEmail.set(address, handle);
	}

	#knowMobile(handle: Handle): void {
		const { mobile } = handle;
		if (!this.#handleByMobile.has(mobile)) this.#handleByMobile.set(mobile, handle);
	}
}
