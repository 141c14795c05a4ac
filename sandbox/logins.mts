import { DEMO } from './company.mts';

const FAILURES_THAT_LOCK = 3;

export interface LoginCount {
	readonly ok: number;
	readonly failed: number;
	readonly consecutiveFailures: number;
	readonly locked: boolean;
}

/** Who may log in, and the lock after three failures in a row, for all. */
export class Logins {
	readonly #passwords = new Map<string, string>([
		[DEMO.username, DEMO.password],
		[DEMO.secondUsername, DEMO.secondPassword],
	]);
	#ok = 0;
	#failed = 0;
	#consecutive = 0;
	#locked = false;

	get locked(): boolean {
		return this.#locked;
	}

	/** How many more may fail before the lock. */
	get attemptsLeft(): number {
		return Math.max(0, FAILURES_THAT_LOCK - this.#consecutive);
	}

	isClient(id: string, secret: string): boolean {
		return id === DEMO.clientId && secret === DEMO.clientSecret;
	}

	isUser(username: string, password: string): boolean {
		return this.#passwords.get(username) === password;
	}

	succeeded(): void {
		this.#ok += 1;
		this.#consecutive = 0;
	}

	failed(): void {
		this.#failed += 1;
		this.#consecutive += 1;
		if (this.#consecutive >= FAILURES_THAT_LOCK) this.#locked = true;
	}

	lock(): void {
		this.#locked = true;
	}

	unlock(): void {
		this.#locked = false;
		this.#consecutive = 0;
	}

	/** Of the first user. */
	changePassword(password: string): void {
		this.#passwords.set(DEMO.username, password);
	}

	count(): LoginCount {
		return {
			ok: this.#ok,
			failed: this.#failed,
			consecutiveFailures: this.#consecutive,
			locked: this.#locked,
		};
	}
}
