import type { Direction, Person } from '../enkash/contract/allocation.ts';
import type { Employee } from './company.mts';
import type { Clock } from './clock.mts';
import { wholeSecond } from './dates.mts';
import { identifiers } from './ids.mts';

/** A handle and the person who holds it. Amounts in paise, moments in ms since 1970. */
export interface Handle {
	readonly id: string;
	readonly userId: string;
	readonly title: string;
	readonly firstName: string;
	readonly lastName: string;
	readonly gender: string;
	readonly email: string;
	readonly mobile: string;
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
	readonly ids: Identifiers;
	readonly clock: Clock;
}

/** The shapes of identifiers are the company's, so no two accounts hand out the same one. */
export const newIdentifiers = () => ({
	handle: identifiers('EKC', 7),
	user: identifiers('EK', 6),
	transaction: identifiers('ECT', 10),
});
export type Identifiers = ReturnType<typeof newIdentifiers>;

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
	/** Given to handles through this sandbox since it started. */
	allocated = 0;

	readonly #ids: Identifiers;
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
		return this.#add(person, this.#ids.user(), at);
	}

	/** An employee the company starts with, and the money on the handle, paise. */
	employ([title, firstName, lastName, email, mobile, , state]: Employee, paise: number): void {
		const gender = title === 'Mr' ? 'M' : 'F';
		const person = { title, firstName, lastName, email, mobile, gender } as const;
		const userId = this.handleOf(person)?.userId ?? this.#ids.user();
		const handle = this.#add(person, userId, COMPANY_CREATED_AT);
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
			id: this.#ids.transaction(),
			at: wholeSecond(at),
			clockedAt: at + this.#clock.ahead,
			handleBalance: movement.handle.balance,
		};
		this.transactions.push(transaction);
		if (transaction.reference !== undefined) this.#index(transaction.reference, transaction);
		return transaction;
	}

	/** The company pays in, or takes out, until so much can be allocated (paise). */
	fundUpTo(available: number): void {
		this.funded += available - this.available;
		this.available = available;
	}

	/** `usedCreditLimit = -(availableBalance + availableCardBalance)`, by three independent counts. */
	isBalanced(): boolean {
		const onHandles = this.handles.reduce((sum, { balance }) => sum + balance, 0);
		return onHandles === this.onHandles && this.available + this.onHandles === this.funded;
	}

	#index(reference: string, transaction: Transaction): void {
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

	#add(person: Person & { readonly lastName?: string }, userId: string, at: number): Handle {
		const { title, firstName, lastName = '', gender, email, mobile } = person;
		const handle: Handle = {
			...{ id: this.#ids.handle(), userId, title, firstName, lastName, gender, email, mobile },
			...{ createdAt: at, modifiedAt: at },
			...{ balance: 0, allocated: 0, lastAllocated: 0, blocked: false },
		};
		this.handles.push(handle);
		this.#handleById.set(handle.id, handle);
		if (!this.#handleByMobile.has(mobile)) this.#handleByMobile.set(mobile, handle);
		const address = email.toLowerCase();
		if (!this.#handleByEmail.has(address)) this.#handleByEmail.set(address, handle);
		return handle;
	}
}
