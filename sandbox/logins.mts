import { DEMO } from './company.mts';

const FAILURES_THAT_LOCK = 3;

export interface LoginCount {
	readonly ok: number;
	readonly failed: number;
	readonly consecutiveFailures: number;
	readonly locked: boolean;
}

/** Who may log in, and the lock after three failures in a row (contract, section 2.5). */
export class Logins {
	#password: string = DEMO.password;
	#ok = 0;
	#failed = 0;
	#consecutive = 0;
	#locked = false;

	get locked(): boolean {
		return this.#locked;
	}

	isClient(id: string, secret: string): boolean {
		return id === DEMO.clientId && secret === DEMO.clientSecret;
	}

	isUser(username: string, password: string): boolean {
		return username === DEMO.username && password === this.#password;
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

	changePassword(password: string): void {
		this.#password = password;
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
