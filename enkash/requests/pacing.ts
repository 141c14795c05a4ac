export interface SpacingPorts {
	readonly sleep: (ms: number) => Promise<void>;
	/** ms, from any fixed point. */
	readonly now: () => number;
}

/** A little more than n8n works on one request, in ms. */
const LONGEST_DISTANCE_MS = 2.5;

/** Less than 1, so that no call is kept back for which there is room. */
const OF_EVEN = 0.5;

/**
 * Lets calls go one after the other. Those that go at once have their answers worked on at once as
 * well, and go at once again: the network waits for the CPU, and then the CPU for the network.
 */
export class Spacing {
	private readonly ports: SpacingPorts;
	private readonly concurrency: number;
	private nextAt = -Infinity;
	/** How long the latest call took, in ms. */
	private latest = Infinity;

	/** `concurrency` is how many calls may be under way. */
	constructor(ports: SpacingPorts, concurrency: number) {
		this.ports = ports;
		this.concurrency = concurrency;
	}

	/** Waits for the turn of one more call. */
	async turn(): Promise<void> {
		const now = this.ports.now();
		const at = Math.max(now, this.nextAt);
		const even = this.latest / this.concurrency;
		this.nextAt = at + Math.min(LONGEST_DISTANCE_MS, OF_EVEN * even);
		if (at > now) await this.ports.sleep(at - now);
	}

	/** Learns how long a call took, in ms. */
	took(ms: number): void {
		this.latest = ms;
	}
}
