import type { Outcome } from './outcome.ts';

/** How far a batch is. */
export interface Progress {
	readonly paid: number;
	readonly refused: number;
	readonly left: number;
}

export interface ProgressPorts {
	/** ms since the epoch. */
	readonly now: () => number;
	/** Told how far a long batch is, every ten seconds at most. */
	readonly progress?: (progress: Progress) => void;
}

const EVERY_MS = 10_000;

/** Counts what became of the payments of a batch, and tells it now and then. */
export class ProgressCount {
	private readonly ports: ProgressPorts;
	private toldAt: number;
	private paid = 0;
	private refused = 0;

	constructor(ports: ProgressPorts) {
		this.ports = ports;
		this.toldAt = ports.now();
	}

	/**
	 * @param settled so many payments have this outcome now
	 * @param left so many have none yet
	 */
	add({ kind }: Outcome, settled: number, left: number): void {
		if (kind === 'paid') this.paid += settled;
		if (kind === 'rejected') this.refused += settled;
		const { now, progress } = this.ports;
		if (!progress || now() < this.toldAt + EVERY_MS) return;
		this.toldAt = now();
		progress({ paid: this.paid, refused: this.refused, left });
	}
}
