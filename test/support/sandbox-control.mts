import { z } from 'zod';
import type { Commands } from '../../sandbox/commands.mts';
import type { FaultInput } from '../../sandbox/faults.mts';
import type { Settings } from '../../sandbox/settings.mts';

const handle = z.object({
	enKashCardId: z.string(),
	userId: z.string(),
	firstName: z.string(),
	lastName: z.string(),
	email: z.string(),
	mobile: z.string(),
	otbBalance: z.number(),
	blocked: z.boolean(),
});
const transaction = z.object({
	enKashTransactionId: z.string(),
	uniqueReferenceNumber: z.string().optional(),
	enKashCardId: z.string(),
	direction: z.enum(['CR', 'DR']),
	type: z.string(),
	status: z.string(),
	amount: z.number(),
	date: z.string(),
});
const account = z.object({
	cardAccountId: z.string(),
	companyId: z.string(),
	availableBalance: z.number(),
	availableCardBalance: z.number(),
	usedCreditLimit: z.number(),
	invariantOk: z.boolean(),
	/** How often money moved under each reference. */
	commits: z.record(z.number()),
	handles: z.array(handle),
	transactions: z.array(transaction),
});
const counted = { total: z.number(), inFlight: z.number(), inFlightHighWater: z.number() };
const count = z.object(counted);
const calls = z.object({
	...counted,
	endpoints: z.object({
		token: count,
		account: count,
		search: count,
		allocate: count,
		transactions: count,
		/** Other paths, and other methods than POST. */
		elsewhere: count,
	}),
	/** The newest 20,000, oldest first. */
	calls: z.array(
		z.object({
			time: z.string(),
			endpoint: z.string(),
			reference: z.string().optional(),
			/** Where one question names several. */
			references: z.array(z.string()).optional(),
			fault: z.string().optional(),
			status: z.number().optional(),
		}),
	),
});
const payment = z.object({
	reference: z.string(),
	cardAccountId: z.string(),
	times: z.number(),
	amount: z.number(),
});
const dialects = z.array(
	z.object({
		name: z.string(),
		subject: z.string(),
		description: z.string(),
		seams: z.array(z.string()),
	}),
);
const logins = z.object({
	/** Every request for a token that came, whatever came of it. */
	attempts: z.number(),
	ok: z.number(),
	failed: z.number(),
	consecutiveFailures: z.number(),
	locked: z.boolean(),
});
const firedFaults = z.array(
	z.object({ endpoint: z.string(), fault: z.string(), fired: z.number() }),
);

export type LedgerAccount = z.infer<typeof account>;
export type LedgerHandle = z.infer<typeof handle>;
export type LedgerTransaction = z.infer<typeof transaction>;
export type SandboxPayment = z.infer<typeof payment>;
export type CallReport = z.infer<typeof calls>;
export type LoginReport = z.infer<typeof logins>;

/**
 * The sandbox's control API, typed. Amounts in rupees. Every method throws an `Error` with the
 * sandbox's words when it says no.
 */
export class SandboxControl {
	readonly #url: string;

	constructor(url: string) {
		this.#url = `${url}/__sandbox`;
	}

	/** The books of every account. */
	async ledger(): Promise<readonly LedgerAccount[]> {
		const { accounts } = await this.#call(z.object({ accounts: z.array(account) }), 'ledger');
		return accounts;
	}

	/** The books of one account; without a name, of the first. */
	async account(cardAccountId?: string): Promise<LedgerAccount> {
		const accounts = await this.ledger();
		const found = accounts.find(
			(each) => cardAccountId === undefined || each.cardAccountId === cardAccountId,
		);
		if (found === undefined) throw new Error(`No account ${String(cardAccountId)}`);
		return found;
	}

	/** How often money moved under a reference in the first account. */
	async commits(reference: string): Promise<number> {
		return (await this.account()).commits[reference] ?? 0;
	}

	/** What was really paid under each reference, in all accounts, whatever a caller is shown. */
	async payments(): Promise<readonly SandboxPayment[]> {
		return await this.#call(z.array(payment), 'payments');
	}

	/** What was really paid under a reference: how often in all accounts, and how much, rupees. */
	async paid(reference: string): Promise<Pick<SandboxPayment, 'times' | 'amount'>> {
		const made = (await this.payments()).filter((each) => each.reference === reference);
		return {
			times: made.reduce((sum, { times }) => sum + times, 0),
			amount: made.reduce((sum, { amount }) => sum + amount, 0),
		};
	}

	async calls(): Promise<CallReport> {
		return await this.#call(calls, 'calls');
	}

	async logins(): Promise<LoginReport> {
		return await this.#call(logins, 'logins');
	}

	/** Everything back to the start; optionally with another balance or thousands of records. */
	async reset(size: Commands['reset'] = {}): Promise<void> {
		await this.#call(z.unknown(), 'reset', size);
	}

	/**
	 * Puts the sandbox's clock ahead: what takes time comes true as if so many seconds had passed, and
	 * tokens age. Dates in EnKash's records stay the real ones.
	 */
	async advance(seconds: number): Promise<void> {
		await this.#call(z.unknown(), 'advance', { seconds });
	}

	/** Locks the log-in, as three wrong ones in a row do. */
	async lock(): Promise<void> {
		await this.#call(z.unknown(), 'lock', {});
	}

	async unlock(): Promise<void> {
		await this.#call(z.unknown(), 'unlock', {});
	}

	/** Every token given out so far becomes unknown. */
	async forgetTokens(): Promise<void> {
		await this.#call(z.unknown(), 'tokens/forget', {});
	}

	async changePassword(password: string): Promise<void> {
		await this.#call(z.unknown(), 'password', { password });
	}

	/** Every dialect that `settings({ dialects: […] })` takes. */
	async dialects(): Promise<z.infer<typeof dialects>> {
		return await this.#call(dialects, 'dialects');
	}

	async settings(settings: Partial<Settings>): Promise<void> {
		await this.#call(z.unknown(), 'settings', settings);
	}

	/** Adds a movement that did not come through the API. */
	async addTransaction(movement: Commands['transaction']): Promise<LedgerTransaction> {
		return await this.#call(transaction, 'transactions', movement);
	}

	/** Sets what an account can allocate. */
	async setBalance(balance: number, cardAccountId?: string): Promise<void> {
		await this.#call(z.unknown(), 'balance', { balance, cardAccountId });
	}

	async block(enKashCardId: string, blocked = true): Promise<LedgerHandle> {
		return await this.#call(handle, `handles/${enKashCardId}/block`, { blocked });
	}

	async changeMobile(enKashCardId: string, mobile: string): Promise<LedgerHandle> {
		return await this.#call(handle, `handles/${enKashCardId}/mobile`, { mobile });
	}

	/** Appends to the script of faults. */
	async addFaults(...faults: readonly FaultInput[]): Promise<void> {
		await this.#call(z.unknown(), 'faults', faults);
	}

	/** The script of faults, and how often each has happened. */
	async faults(): Promise<z.infer<typeof firedFaults>> {
		return await this.#call(firedFaults, 'faults');
	}

	async clearFaults(): Promise<void> {
		await this.#call(z.unknown(), 'faults', undefined, 'DELETE');
	}

	async #call<T>(
		schema: z.ZodType<T, z.ZodTypeDef, unknown>,
		path: string,
		body?: unknown,
		method = body === undefined ? 'GET' : 'POST',
	): Promise<T> {
		const response = await fetch(`${this.#url}/${path}`, {
			method,
			...(body === undefined
				? {}
				: { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
		return schema.parse(JSON.parse(text));
	}
}
