import { seconds } from './finding.mts';
import type { Finding } from './finding.mts';
import { ourPayout } from './payouts.mts';
import { readsByUs } from './reads.mts';
import type { Stand } from './stand.mts';
import { inTurns } from './timing.mts';
import type { Contender } from './workflows.mts';

const LATENCIES_MS = [20, 50, 100] as const;
const PAYOUTS = 200;

interface Kind {
	readonly what: string;
	readonly byDefault: number;
	readonly others: readonly number[];
	readonly contender: (concurrency: number) => Contender;
}

/** What other settings of the option Concurrency than the defaults would be worth. */
export async function otherConcurrencies(stand: Stand, rounds: number): Promise<Finding[]> {
	const kinds: Kind[] = [
		{
			what: `${PAYOUTS} safe payouts`,
			byDefault: 10,
			others: [5, 20, 50],
			contender: (concurrency) => ourPayout(PAYOUTS, stand, { options: { concurrency } }),
		},
		{
			what: '1000 different reads',
			byDefault: 20,
			others: [5, 10, 50],
			contender: (concurrency) => readsByUs(stand, { concurrency }),
		},
	];
	const findings: Finding[] = [];
	for (const kind of kinds) findings.push(...(await compared(kind, stand, rounds)));
	return findings;
}

async function compared(
	{ what, byDefault, others, contender }: Kind,
	stand: Stand,
	rounds: number,
): Promise<Finding[]> {
	const settings = [byDefault, ...others];
	const contenders = settings.map((setting) => [String(setting), contender(setting)] as const);
	await stand.latency(0);
	await stand.warmUp(...contenders.map(([, each]) => each));
	const findings: Finding[] = [];
	for (const latency of LATENCIES_MS) {
		await stand.latency(latency);
		const ms = await inTurns(
			Math.ceil(rounds / 2),
			Object.fromEntries(
				contenders.map(([name, each]) => [name, async () => await stand.time(each)]),
			),
		);
		const took = (setting: number) => ms[String(setting)] ?? NaN;
		findings.push(
			...others.map((setting) => ({
				work: `${what} at ${latency} ms, ${setting} at once`,
				against: `${byDefault} at once, the default`,
				ratio: took(byDefault) / took(setting),
				figures: `${seconds(took(setting))} against ${seconds(took(byDefault))}`,
			})),
		);
	}
	return findings;
}
