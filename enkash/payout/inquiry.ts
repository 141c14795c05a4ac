import type { Client } from '../api/client.ts';
import type { Failure } from '../failures/failure.ts';
import type { Gate } from '../requests/rateLimit.ts';
import type { Halt } from './halt.ts';
import type { Payment } from './payment.ts';
import { type Found, lookUp } from './lookUp.ts';

export interface InquiryPorts {
	readonly client: Client;
	readonly sleep: (ms: number) => Promise<void>;
	/** ms, from any fixed point. */
	readonly now: () => number;
	readonly cancelled: () => boolean;
}

const MAX_TRIES = 3;

/**
 * Finds out what EnKash knows of a payment, asking as often as it takes. What would keep every other
 * item from being found out stops the batch.
 */
export class Inquiry {
	private readonly ports: InquiryPorts;
	private readonly gate: Gate;
	private readonly halt: Halt;

	constructor(ports: InquiryPorts, gate: Gate, halt: Halt) {
		this.ports = ports;
		this.gate = gate;
		this.halt = halt;
	}

	/** Looks up; asks again if EnKash could not be asked or understood. */
	async now(payment: Payment): Promise<Found> {
		for (let attempt = 1; ; attempt++) {
			const found = await this.once(payment);
			const isClear = found.kind !== 'unclear' || !isPassing(found.failure);
			if (isClear || attempt === MAX_TRIES || this.halt.stopped) return this.heeded(found);
			await this.ports.sleep(pause(attempt));
		}
	}

	/** Looks up until the transaction is there, and once more when the time, in ms, has come. */
	async until(payment: Payment, deadline: number): Promise<Found> {
		for (let attempt = 1; ; attempt++) {
			const left = deadline - this.ports.now();
			const found = await this.once(payment);
			const mayChange =
				found.kind === 'absent' || (found.kind === 'unclear' && isPassing(found.failure));
			if (!mayChange || left <= 0 || this.ports.cancelled()) return this.heeded(found);
			await this.ports.sleep(Math.min(left, pause(attempt)));
		}
	}

	private async once(payment: Payment): Promise<Found> {
		return await lookUp(this.ports.client, this.gate, payment);
	}

	private heeded(found: Found): Found {
		if (found.kind !== 'unclear') return found;
		const { failure } = found;
		if (!isPassing(failure) || failure.kind === 'notSent') this.halt.because(failure);
		return found;
	}
}

/** Failures that may be gone a moment later. */
const isPassing = ({ kind, affectsWholeBatch }: Failure): boolean =>
	!affectsWholeBatch && (kind === 'unknown' || kind === 'notSent' || kind === 'unexpected');

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

/** How long to wait after so many attempts, in ms. */
export const pause = (attempt: number): number =>
	Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
