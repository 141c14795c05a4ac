import type { Payment } from '../../../../enkash/payout/payment.ts';
import { toRupees } from '../../../../enkash/money.ts';
import type { PayOptions } from '../../../../enkash/payout/payBatch.ts';
import { Bank } from './bank.ts';
import { GOOD, type Script, fates } from './faults.ts';
import { Process, Row } from './processes.ts';
import { Run, type RunPlan, type World } from './run.ts';
import { VirtualTime } from './virtualTime.mts';

/** Lanes run beside each other; the runs of a lane one after another, all with the same batch. */
export interface Scenario {
	readonly batch: readonly Payment[];
	readonly options: PayOptions;
	readonly lanes: ReadonlyArray<readonly RunPlan[]>;
	/** ms since the epoch. */
	readonly startsAt: number;
	/** So many ms the clock of each lane's process is ahead of the first one's. */
	readonly clockSkewMs: number;
	/** Whether the lanes live in one process or in one each. */
	readonly oneProcess: boolean;
	readonly withStore: boolean;
	/** Rupees on the account. */
	readonly balance: number;
	readonly script: Script;
	/** ms that the legs of requests take, over and over. */
	readonly pace: readonly number[];
	/** ms that the steps of the store take, over and over. */
	readonly storePace: readonly number[];
}

export interface Report {
	readonly scenario: Scenario;
	readonly bank: Bank;
	/** In the order in which they started. */
	readonly runs: readonly Run[];
	/** A run after all of them, with money on the account and without faults. */
	readonly last: Run;
}

const MAX_EVENTS = 100_000;

/** ms that a step of the store takes in good weather. */
const GOOD_STEP_MS = 5;

/** Plays a scenario to its end, and then runs the workflow once more in good weather. */
export async function simulate(scenario: Scenario): Promise<Report> {
	const time = new VirtualTime(scenario.startsAt);
	const bank = new Bank(scenario.balance);
	const leg = over(scenario.pace);
	const step = over(scenario.storePace);
	let isGoodWeather = false;
	const row = scenario.withStore
		? new Row(time, () => (isGoodWeather ? GOOD_STEP_MS : step()))
		: undefined;
	const world: World = { time, bank, row, leg, fateOf: fates(scenario.script) };
	const runs: Run[] = [];
	const hosts = new Map<number, Process>();
	const hostOf = (lane: number) => {
		const key = scenario.oneProcess ? 0 : lane;
		const running = hosts.get(key);
		if (running?.alive) return running;
		const started = new Process(key * scenario.clockSkewMs);
		hosts.set(key, started);
		return started;
	};

	const start = async (lane: number, plan: RunPlan, around: World): Promise<Run> => {
		await time.sleep(plan.afterMs);
		const process = hostOf(lane);
		const run = new Run(runs.length, process, plan, around);
		runs.push(run);
		await new Promise<void>((resolve) => {
			process.onDeath(resolve);
			void run.payBatch(scenario.batch, scenario.options).then(resolve);
		});
		return run;
	};

	const lanes = Promise.all(
		scenario.lanes.map(async (plans, lane) => {
			for (const plan of plans) await start(lane, plan, world);
		}),
	);
	await time.run(MAX_EVENTS);
	await lanes;

	isGoodWeather = true;
	bank.balance += scenario.batch.reduce((all, { amount }) => all + toRupees(amount), 0);
	const last = start(scenario.lanes.length, { afterMs: 60_000 }, { ...world, fateOf: () => GOOD });
	await time.run(MAX_EVENTS);
	return { scenario, bank, runs, last: await last };
}

function over(pace: readonly number[]): () => number {
	let next = 0;
	return () => pace[next++ % pace.length] ?? 0;
}
