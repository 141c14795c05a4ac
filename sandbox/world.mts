import type { Behaviour } from './behaviour.mts';
import { Calls } from './calls.mts';
import { Clock } from './clock.mts';
import { behaviourOf } from './dialects/registry.mts';
import { FaultScript } from './faults.mts';
import { openLedger } from './ledger.mts';
import type { Ledger, Size } from './ledger.mts';
import { Logins } from './logins.mts';
import type { Settings } from './settings.mts';
import { Tokens } from './tokens.mts';

/** Everything the sandbox remembers. */
export class World {
	/** What the settings, and the dialects among them, come to. */
	behaviour: Behaviour;
	readonly clock = new Clock();
	ledger: Ledger = openLedger(this.clock);
	tokens = new Tokens(this.clock);
	logins = new Logins();
	calls = new Calls();
	readonly faults = new FaultScript();

	readonly #initial: Settings;
	#settings: Settings;

	constructor(settings: Settings) {
		this.#initial = settings;
		this.#settings = settings;
		this.behaviour = behaviourOf(settings);
	}

	get settings(): Settings {
		return this.#settings;
	}

	set settings(settings: Settings) {
		this.#settings = settings;
		this.behaviour = behaviourOf(settings);
	}

	/** Everything back to how it was when the sandbox started. */
	reset(size?: Size): void {
		this.clock.reset();
		this.settings = this.#initial;
		this.ledger = openLedger(this.clock, size);
		this.tokens = new Tokens(this.clock);
		this.logins = new Logins();
		this.calls = new Calls();
		this.faults.clear();
	}
}
