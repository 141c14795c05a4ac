import { toRupees } from '../../../../enkash/money.ts';
import type { PayOptions } from '../../../../enkash/payout/batch.ts';
import type { Payment } from '../../../../enkash/payout/payment.ts';
import type { DialectName } from '../../../../sandbox/dialects/registry.mts';
import { Bank } from './bank.mts';
import { GOOD, type Script, fatesIn } from './faults.mts';
import { Process, Row, type StoreFault } from './processes.mts';
import { Run, type RunPlan, type World } from './run.mts';
import { VirtualTime } from './virtualTime.mts';

/** Runs one after another, in one process as long as it lives, of one node. */
export interface Lane {
	readonly process: number;
	readonly node: number;
	readonly plans: readonly RunPlan[];
}

/** When payments are listed; in ms, by the number of the payment, over and over. */
export type Lags = readonly number[];

/** Lanes run beside each other. */
export interface Scenario {
	readonly payments: readonly Payment[];
	readonly options: PayOptions;
	readonly lanes: readonly Lane[];
	readonly dialects: readonly DialectName[];
	readonly lags: Lags;
	/** ms after the beginning of one of the lease's intervals. */
	readonly startsAt: number;
	/** So many ms the clock of each process is ahead of the one before. */
	readonly clockSkewMs: number;
	readonly withStore: boolean;
	/** Rupees on the account. */
	readonly balance: number;
	/** Transactions from before. */
	readonly history: number;
	readonly script: Script;
	readonly timeoutMs: number;
	/** ms that the legs of requests take, over and over. */
	readonly pace: readonly number[];
	/** ms that the steps of the store take, over and over. */
	readonly storePace: readonly number[];
	/** What goes wrong in the store, call by call; nothing in those that come after. */
	readonly storeFaults: readonly StoreFault[];
}

export interface Report {
	readonly scenario: Scenario;
	readonly bank: Bank;
	/** In the order in which they started. */
	readonly runs: readonly Run[];
	/** A run after all of them, in good weather, when every lease is over. */
	readonly last: Run;
}

const MAX_EVENTS = 300_000;

/** ms that a step of the store takes in good weather. */
const GOOD_STEP_MS = 5;

const MINUTE_MS = 60_000;

/** Some Thursday, at the beginning of an interval of ten minutes. */
const START = Date.UTC(2026, 3, 16, 4, 30);

/** After this every lease is over, and everything that was paid is listed. */
const REST_MS = 85 * MINUTE_MS;

/** Plays a scenario to its end, and then runs the workflow once more in good weather. */
export async function simulate(scenario: Scenario): Promise<Report> {
	const time = new VirtualTime(START + scenario.startsAt);
	const clock = Date.now;
	Date.now = () => time.now;
	try {
		return await play(scenario, time);
	} finally {
		Date.now = clock;
	}
}

async function play(scenario: Scenario, time: VirtualTime): Promise<Report> {
	let isGoodWeather = false;
	const numbers = new Map(scenario.payments.map(({ reference }, index) => [reference, index]));
	const listedAtOnce = new Set<string>();
	const bank = new Bank(time, {
		...scenario,
		lagOf: (reference) => {
			const number = numbers.get(reference);
			if (number === undefined || listedAtOnce.has(reference)) return 0;
			return scenario.lags[number % scenario.lags.length] ?? 0;
		},
	});
	const leg = over(scenario.pace);
	const step = over(scenario.storePace);
	const faults = [...scenario.storeFaults];
	const rows = new Map<number, Row>();
	const rowOf = (node: number) => {
		const known = rows.get(node);
		if (known) return known;
		const row = new Row(time, {
			step: () => (isGoodWeather ? GOOD_STEP_MS : step()),
			fault: () => (isGoodWeather ? 'none' : (faults.shift() ?? 'none')),
		});
		rows.set(node, row);
		return row;
	};
	const runs: Run[] = [];
	const hosts = new Map<number, Process>();
	const hostOf = (process: number) => {
		const running = hosts.get(process);
		if (running?.alive) return running;
		const started = new Process(process * scenario.clockSkewMs);
		hosts.set(process, started);
		return started;
	};
	const fateOf = fatesIn(scenario.script);

	const start = async (lane: Lane, plan: RunPlan): Promise<Run> => {
		await time.sleep(plan.afterMs);
		const process = hostOf(lane.process);
		const payments = batchOf(plan, scenario, runs);
		const world: World = {
			...{ time, bank, leg },
			fateOf: isGoodWeather ? () => GOOD : fateOf,
			row: scenario.withStore ? rowOf(lane.node) : undefined,
			timeoutMs: scenario.timeoutMs,
			username: `9000000${String(lane.process).padStart(3, '0')}`,
		};
		const run = new Run(runs.length, payments, { plan, process, world });
		runs.push(run);
		const checkedByHand = plan.isCheckedByHand === true ? notInTheBooks(payments, bank) : [];
		await new Promise<void>((resolve) => {
			process.onDeath(resolve);
			void run.pay({ ...scenario.options, checkedByHand }).then(resolve);
		});
		return run;
	};

	const lanes = Promise.all(
		scenario.lanes.map(async (lane) => {
			for (const plan of lane.plans) await start(lane, plan);
		}),
	);
	await time.run(MAX_EVENTS);
	await lanes;

	const total = scenario.payments.reduce((all, { amount }) => all + toRupees(amount), 0);
	bank.account.fundUpTo(bank.account.available + Math.ceil(total) * 100);
	time.after(REST_MS, () => {
		isGoodWeather = true;
		const paid = new Set(bank.commits.map(({ reference }) => reference));
		[...numbers.keys()]
			.filter((reference) => !paid.has(reference))
			.forEach((reference) => listedAtOnce.add(reference));
	});
	const [lane = { process: 0, node: 0 }] = scenario.lanes;
	const all = { afterMs: REST_MS, known: scenario.payments.length, batch: 'all' } as const;
	const good = { ...lane, plans: [] };
	const wasChecked = scenario.lanes.some(({ plans }) => plans.some((one) => one.isCheckedByHand));
	// What was checked before is taken out first, and the workflow run without it.
	const before = wasChecked ? start(good, all) : Promise.resolve();
	const last = before.then(async () => await start(good, { ...all, isCheckedByHand: true }));
	await time.run(MAX_EVENTS);
	return { scenario, bank, runs: runs.slice(0, -1), last: await last };
}

/** What the workflow wants to be paid when it is started. */
function batchOf({ batch, known }: RunPlan, { payments }: Scenario, runs: readonly Run[]) {
	const some = payments.slice(0, known);
	if (batch === 'all') return some;
	return some.filter((payment) =>
		runs.every((run) => {
			const kind = run.outcomeOf(payment)?.kind;
			return kind !== 'paid' && kind !== 'alreadyPaid';
		}),
	);
}

/** What a person finds to be missing who looks in EnKash's own books. */
const notInTheBooks = (payments: readonly Payment[], bank: Bank): string[] =>
	payments.map(({ reference }) => reference).filter((one) => bank.timesPaid(one) === 0);

function over(pace: readonly number[]): () => number {
	let next = 0;
	return () => pace[next++ % pace.length] ?? 0;
}
