/** Something that happens when its time has come. */
interface Appointment {
	/** By this clock, ms since 1970. */
	readonly at: number;
	readonly come: () => void;
	/** An answer that is held back comes at once when all is reset; anything else comes no more. */
	readonly isAnswer: boolean;
	timer: NodeJS.Timeout;
}

/**
 * The sandbox's own clock. It goes as the real one does, and can be put ahead, so that a test need
 * not wait an hour for what comes after an hour. Dates in EnKash's records stay the real ones.
 */
export class Clock {
	/** How far it was put ahead, ms. */
	ahead = 0;
	readonly #waiting = new Set<Appointment>();

	/** Ms since 1970, and what it was put ahead. */
	now(): number {
		return Date.now() + this.ahead;
	}

	/** Does something that many ms later, unless all is reset before. */
	later(ms: number, work: () => void): void {
		this.#appoint(ms, work, false);
	}

	/** Holds an answer back. */
	async sleep(ms: number): Promise<void> {
		if (ms > 0) await new Promise<void>((awake) => this.#appoint(ms, awake, true));
	}

	/** Puts the clock ahead: what was to happen until then happens now, in its order. */
	advance(ms: number): void {
		this.ahead += ms;
		const inOrder = [...this.#waiting].sort((one, other) => one.at - other.at);
		for (const appointment of inOrder) {
			clearTimeout(appointment.timer);
			if (appointment.at <= this.now()) this.#keep(appointment);
			else appointment.timer = this.#timerOf(appointment);
		}
	}

	/** As it was at the start. */
	reset(): void {
		this.ahead = 0;
		for (const appointment of [...this.#waiting]) {
			clearTimeout(appointment.timer);
			if (appointment.isAnswer) this.#keep(appointment);
		}
		this.#waiting.clear();
	}

	#appoint(ms: number, come: () => void, isAnswer: boolean): void {
		const at = this.now() + ms;
		const timer = setTimeout(() => this.#keep(appointment), ms);
		const appointment: Appointment = { at, come, isAnswer, timer };
		this.#waiting.add(appointment);
	}

	#timerOf(appointment: Appointment): NodeJS.Timeout {
		return setTimeout(() => this.#keep(appointment), appointment.at - this.now());
	}

	#keep(appointment: Appointment): void {
		this.#waiting.delete(appointment);
		appointment.come();
	}
}
