import { Calls } from './calls.mts';
import { FaultScript } from './faults.mts';
import { openLedger } from './ledger.mts';
import type { Ledger, Size } from './ledger.mts';
import { Logins } from './logins.mts';
import type { Settings } from './settings.mts';
import { Tokens } from './tokens.mts';

/** Everything the sandbox remembers. */
export class World {
	settings: Settings;
	ledger: Ledger = openLedger();
	tokens = new Tokens();
	logins = new Logins();
	calls = new Calls();
	readonly faults = new FaultScript();

	readonly #initial: Settings;
	readonly #pending = new Set<NodeJS.Timeout>();

	constructor(settings: Settings) {
		this.#initial = settings;
		this.settings = settings;
	}

	/** Does something later, unless everything is reset before. */
	later(ms: number, work: () => void): void {
		const timer = setTimeout(() => {
			this.#pending.delete(timer);
			work();
		}, ms);
		this.#pending.add(timer);
	}

	/** Everything back to how it was when the sandbox started. */
	reset(size?: Size): void {
		this.#pending.forEach((timer) => clearTimeout(timer));
		this.#pending.clear();
		this.settings = this.#initial;
		this.ledger = openLedger(size);
		this.tokens = new Tokens();
		this.logins = new Logins();
		this.calls = new Calls();
		this.faults.clear();
	}
}
