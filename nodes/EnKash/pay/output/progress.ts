import type { Logger } from 'n8n-workflow';
import type { Progress } from '../../../../enkash/payout/batch.ts';
import { progressLine } from '../../../../texts/whatBecame.ts';

const EVERY_MS = 10_000;

/**
 * Says in n8n's log how far a long batch is, every ten seconds at most.
 *
 * @param now ms since the epoch
 */
export function progressLog(
	logger: Pick<Logger, 'info'>,
	now: () => number,
): (progress: Progress) => void {
	let saidAt = now();
	return (progress) => {
		if (now() < saidAt + EVERY_MS) return;
		saidAt = now();
		logger.info(progressLine(progress));
	};
}
