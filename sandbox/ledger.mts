import { Account, identifiersAfter } from './account.mts';
import type { IdentifiersOfCompany } from './account.mts';
import type { Books } from './books.mts';
import type { Clock } from './clock.mts';
import { ACCOUNTS, DEMO, inventedEmployee } from './company.mts';
import type { Employee } from './company.mts';
import { toPaise } from './money.mts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Past transactions are spread over this many days before the start. */
const PAST_DAYS = 90;
const PAST_TRANSACTIONS = 6;

/** What a reset may ask for, for the first account. */
export interface Size {
	/** What can be allocated, rupees. */
	readonly balance?: number | undefined;
	readonly handles?: number | undefined;
	/** Past transactions. */
	readonly transactions?: number | undefined;
}

/** The accounts, by their id. */
export class Ledger extends Map<string, Account> {
	readonly #ids: IdentifiersOfCompany;

	/** @param ids those that the accounts hand out */
	constructor(accounts: readonly Account[], ids: IdentifiersOfCompany) {
		super(accounts.map((account) => [account.id, account]));
		this.#ids = ids;
	}

	toBooks(): Pick<Books, 'given' | 'accounts'> {
		const { handle, user, transaction } = this.#ids;
		return {
			given: { handle: handle.given, user: user.given, transaction: transaction.given },
			accounts: [...this.values()].map((account) => account.toBooks()),
		};
	}
}

/**
 * The company's books as they were left.
 *
 * @throws {Error} if an account is missing, or its books are not whole
 */
export function ledgerFrom({ given, accounts: kept }: Books, clock: Clock): Ledger {
	const ids = identifiersAfter(given);
	const accounts = ACCOUNTS.map(({ id, title }) => {
		const books = kept.find((each) => each.id === id);
		if (books === undefined) throw new Error(`there is no account ${id}`);
		return Account.fromBooks(books, { id, companyId: DEMO.companyId, title, ids, clock });
	});
	return new Ledger(accounts, ids);
}

/** The company's books as they stand at the start. */
export function openLedger(clock: Clock, size: Size = {}): Ledger {
	const ids = identifiersAfter({ handle: 0, user: 0, transaction: 0 });
	const accounts = ACCOUNTS.map(({ id, title, availableBalance, employees }) => {
		const isFirst = id === DEMO.cardAccountId;
		const balance = (isFirst ? size.balance : undefined) ?? availableBalance;
		const opened = { id, companyId: DEMO.companyId, title, available: paise(balance) };
		const account = new Account({ ...opened, ids, clock });
		const staff = isFirst ? staffOf(employees, size.handles) : employees;
		staff.forEach((employee) => account.employ(employee, paise(employee[5])));
		if (isFirst) recordThePast(account, size.transactions ?? PAST_TRANSACTIONS);
		return account;
	});
	return new Ledger(accounts, ids);
}

function staffOf(employees: readonly Employee[], count = employees.length): readonly Employee[] {
	const known = employees.slice(0, count);
	const invented = Array.from({ length: count - known.length }, (_, n) => inventedEmployee(n + 1));
	return [...known, ...invented];
}

/** Payouts before the start, oldest first, the newest a day ago. They leave today's balances. */
function recordThePast(account: Account, count: number): void {
	const payable = account.handles.filter(({ blocked }) => !blocked);
	const start = Date.now();
	for (let n = 0; n < count; n++) {
		const handle = payable[n % payable.length];
		if (handle === undefined) return;
		const isBack = n % 5 === 4;
		account.record({
			handle,
			direction: isBack ? 'DR' : 'CR',
			type: isBack ? 'UNALLOCATE_POINT' : 'ALLOCATE_POINT',
			amount: 100 * (50 + ((n * 37) % 450)),
			reference: `PAST-${String(n + 1).padStart(5, '0')}`,
			at: start - DAY_MS - ((count - 1 - n) * PAST_DAYS * DAY_MS) / Math.max(count, 1),
		});
	}
}

function paise(rupees: number): number {
	const whole = toPaise(rupees);
	if (whole === undefined) throw new RangeError(`${rupees} is no amount of rupees and paise`);
	return whole;
}
