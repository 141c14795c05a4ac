import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Clock } from './clock.mts';
import { ACCOUNTS } from './company.mts';
import { ledgerFrom } from './ledger.mts';
import type { Ledger } from './ledger.mts';

const id = z.string().min(1);
const count = z.number().int().min(0);
const paise = z.number().int().safe();
/** Ms since 1970. */
const moment = z.number();

const handle = z.object({
	...{ id, userId: id, title: z.string(), firstName: z.string(), lastName: z.string() },
	...{ gender: z.string(), email: z.string(), mobile: z.string() },
	...{ createdAt: moment, modifiedAt: moment },
	...{ balance: paise, allocated: paise, lastAllocated: paise, blocked: z.boolean() },
});

const transaction = z.object({
	id,
	reference: z.string().optional(),
	by: z.string().optional(),
	/** Its id. */
	handle: id,
	direction: z.enum(['CR', 'DR']),
	type: z.string(),
	status: z.string(),
	amount: paise,
	at: moment,
	clockedAt: moment,
	handleBalance: paise,
});

const account = z.object({
	id,
	...{ available: paise, onHandles: paise, funded: paise, allocated: paise },
	modifiedAt: moment,
	handles: z.array(handle),
	transactions: z.array(transaction),
});
export type AccountInBooks = z.infer<typeof account>;

const books = z.object({
	/** How far the clock was put ahead, ms: how old a transaction is goes by it. */
	ahead: z.number().min(0),
	/** How many identifiers of each kind were given, so that none is given again. */
	given: z.object({ handle: count, user: count, transaction: count }),
	accounts: z.array(account).length(ACCOUNTS.length),
});
export type Books = z.infer<typeof books>;

/** The file in which the books outlive the sandbox. Amounts in paise, moments in ms since 1970. */
export class BooksFile {
	readonly #path: string;

	constructor(path: string) {
		this.#path = path;
	}

	/**
	 * The ledger as it was left, and the clock put ahead as it was; `undefined` without a file.
	 *
	 * @throws {Error} a sentence, if the file cannot be read or holds anything but whole books
	 */
	read(clock: Clock): Ledger | undefined {
		if (!existsSync(this.#path)) return undefined;
		try {
			const kept = books.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
			clock.ahead = kept.ahead;
			return ledgerFrom(kept, clock);
		} catch (error) {
			throw new Error(
				`The books in ${this.#path} cannot be used: ${reasonOf(error)}. ` +
					'Name another file, or delete this one to start new books.',
			);
		}
	}

	/**
	 * Replaces the file at one stroke, so that there is never half of it.
	 *
	 * @throws {Error} a sentence, if it cannot be written
	 */
	write(ledger: Ledger, { ahead }: Clock): void {
		const unfinished = `${this.#path}.unfinished`;
		const kept: Books = { ahead, ...ledger.toBooks() };
		try {
			writeFileSync(unfinished, JSON.stringify(kept), { flush: true });
			renameSync(unfinished, this.#path);
		} catch (error) {
			throw new Error(`The books cannot be written: ${reasonOf(error)}.`);
		}
	}
}

function reasonOf(error: unknown): string {
	if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error);
	const [first] = error.issues;
	return first === undefined ? error.message : `${first.path.join('.')}: ${first.message}`;
}
