import { seconds } from './finding.mts';
import type { Finding } from './finding.mts';
import { ourPayout } from './payouts.mts';
import { CAN_OBSERVE, peakMemory } from './processor.mts';
import type { Stand } from './stand.mts';
import { median } from './timing.mts';

const LATENCY_MS = 20;
const [FEW, MANY, MOST] = [100, 1_000, 10_000] as const;

/** The small ones around the large one, so that a machine that changes its pace shows. */
const ORDER = [FEW, MANY, FEW, MANY, MOST, FEW, MANY] as const;

type PerCount = Record<(typeof ORDER)[number], number[]>;

/** Whether ten times as many payouts take ten times as long, need as much memory each, and log in. */
export async function growth(stand: Stand): Promise<Finding[]> {
	await stand.latency(LATENCY_MS);
	const payouts = {
		[FEW]: ourPayout(FEW, stand),
		[MANY]: ourPayout(MANY, stand),
		[MOST]: ourPayout(MOST, stand, { credential: await stand.newCredential() }),
	};
	await stand.warmUp(payouts[FEW], payouts[MANY]);
	await stand.rest.putWorkflow(payouts[MOST].workflow);

	const times: PerCount = { [FEW]: [], [MANY]: [], [MOST]: [] };
	const kilobytes: PerCount = { [FEW]: [], [MANY]: [], [MOST]: [] };
	let logins = NaN;
	for (const count of ORDER) {
		const loginsBefore = (await stand.control.logins()).ok;
		const time = async () => times[count].push((await stand.time(payouts[count])) / count);
		if (!CAN_OBSERVE) await time();
		else kilobytes[count].push((await peakMemory(stand.pid, time)) / count);
		if (count === MOST) logins = (await stand.control.logins()).ok - loginsBefore;
	}

	const perItem = (one: typeof MANY | typeof MOST, other: typeof FEW | typeof MANY): Finding => {
		const [ms, otherMs] = [median(times[one]), median(times[other])];
		return {
			work: `time per payout of ${one}, at ${LATENCY_MS} ms, defaults`,
			against: `time per payout of ${other}`,
			ratio: ms / otherMs,
			goal: { atMost: 1.1 },
			figures: `${seconds(ms)} against ${seconds(otherMs)}`,
		};
	};
	return [
		perItem(MANY, FEW),
		perItem(MOST, MANY),
		...(CAN_OBSERVE ? [memory(kilobytes[MOST], kilobytes[MANY])] : []),
		{
			work: `log-ins for ${MOST} payouts, no session to begin with`,
			against: 'one',
			ratio: logins,
			goal: { atMost: 1 },
			figures: '',
		},
	];
}

function memory(most: readonly number[], many: readonly number[]): Finding {
	const [kilobytes, otherKilobytes] = [median(most), median(many)];
	return {
		work: `memory per payout of ${MOST}: the most that n8n's process grew`,
		against: `memory per payout of ${MANY}`,
		ratio: kilobytes / otherKilobytes,
		figures: `${kilobytes.toFixed(0)} KB against ${otherKilobytes.toFixed(0)} KB`,
	};
}
