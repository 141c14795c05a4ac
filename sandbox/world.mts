import type { Behaviour } from './behaviour.mts';
import type { BooksFile } from './books.mts';
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
	ledger: Ledger;
	tokens = new Tokens(this.clock);
	logins = new Logins();
	calls = new Calls();
	readonly faults = new FaultScript();

	readonly #initial: Settings;
	readonly #booksFile: BooksFile | undefined;
	#settings: Settings;

	/**
	 * @param booksFile keeps the books; without one they end with the sandbox
	 * @throws {Error} a sentence, if it cannot be read or written
	 */
	constructor(settings: Settings, booksFile?: BooksFile) {
		this.#initial = settings;
		this.#settings = settings;
		this.behaviour = behaviourOf(settings);
		this.#booksFile = booksFile;
		this.ledger = booksFile?.read(this.clock) ?? openLedger(this.clock);
		this.#keepBooks();
	}

	get settings(): Settings {
		return this.#settings;
	}

	set settings(settings: Settings) {
		this.#settings = settings;
		this.behaviour = behaviourOf(settings);
	}

	/** Puts the clock ahead, ms. */
	advance(ms: number): void {
		this.clock.advance(ms);
		this.#writeBooks();
	}

	/** Everything back to how it was when the sandbox started, with new books. */
	reset(size?: Size): void {
		this.clock.reset();
		this.settings = this.#initial;
		this.ledger = openLedger(this.clock, size);
		this.tokens = new Tokens(this.clock);
		this.logins = new Logins();
		this.calls = new Calls();
		this.faults.clear();
		this.#keepBooks();
	}

	/** Writes the books now and after every change, so that not even a crash loses a payment. */
	#keepBooks(): void {
		for (const account of this.ledger.values()) account.onChange = () => this.#writeBooks();
		this.#writeBooks();
	}

	#writeBooks(): void {
		this.#booksFile?.write(this.ledger, this.clock);
	}
}
