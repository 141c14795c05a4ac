import type { EndpointName } from '../enkash/contract/endpoints.ts';

export type CalledEndpoint = 'token' | EndpointName;

/** Elsewhere is any other path, and any method but POST. */
export type CalledPlace = CalledEndpoint | 'elsewhere';

/** One request, without anything secret. */
export interface Call {
	/** ISO 8601. */
	readonly time: string;
	readonly endpoint: CalledPlace;
	reference?: string | undefined;
	/** Where one question names several. */
	references?: readonly string[];
	fault?: string;
	/** HTTP status of the answer; absent when there was none. */
	status?: number;
}

const newCount = () => ({
	total: 0,
	/** Requests that have no answer yet. */
	inFlight: 0,
	/** The most at one time. */
	inFlightHighWater: 0,
});

/** Only the newest calls are kept one by one; the counts cover all. */
const KEPT = 20_000;

/** The record of every partner and token request. */
export class Calls {
	readonly #newest: Call[] = [];
	readonly #all = newCount();
	readonly #perEndpoint = {
		token: newCount(),
		account: newCount(),
		search: newCount(),
		allocate: newCount(),
		transactions: newCount(),
		elsewhere: newCount(),
	};

	begin(endpoint: CalledPlace): Call {
		const call: Call = { time: new Date().toISOString(), endpoint };
		this.#newest[this.#all.total % KEPT] = call;
		for (const count of [this.#all, this.#perEndpoint[endpoint]]) {
			count.total += 1;
			count.inFlight += 1;
			count.inFlightHighWater = Math.max(count.inFlightHighWater, count.inFlight);
		}
		return call;
	}

	/** The connection of this call has its answer, or is gone. */
	end(call: Call): void {
		this.#all.inFlight -= 1;
		this.#perEndpoint[call.endpoint].inFlight -= 1;
	}

	/** How many requests this endpoint has had. */
	total(endpoint: CalledPlace): number {
		return this.#perEndpoint[endpoint].total;
	}

	/** The counts, and the calls from the oldest kept to the newest. */
	report() {
		const { total } = this.#all;
		const oldest = total > KEPT ? total % KEPT : 0;
		const calls = [...this.#newest.slice(oldest), ...this.#newest.slice(0, oldest)];
		return { ...this.#all, endpoints: this.#perEndpoint, calls };
	}
}
