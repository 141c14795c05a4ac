import fc from 'fast-check';
import type { Payment } from '../../../../enkash/payout/payment.ts';
import type { PayOptions } from '../../../../enkash/payout/payBatch.ts';
import { payments } from '../payments.ts';
import { script } from './faults.ts';
import type { RunPlan } from './run.ts';
import type { Scenario } from './simulation.ts';

const PERSON = {
	firstName: 'Asha',
	title: 'Mrs',
	gender: 'F',
	email: 'asha@example.com',
	mobile: '9600098867',
} as const;

const item: fc.Arbitrary<Omit<Payment, 'reference'>> = fc.record({
	direction: fc.constantFrom('CR' as const, 'CR' as const, 'DR' as const),
	// Often the same, so that only the reference tells two payments apart.
	amount: fc.oneof(fc.constant(1_000n), fc.bigInt({ min: 1n, max: 20_000n })),
	allocationType: fc.constantFrom('ALLOCATE_POINT' as const, 'ALLOCATE_FUND' as const),
	cardAccountId: fc.constant('CAQL8YCV3'),
	recipient: fc.constantFrom(
		{ kind: 'handle' as const, enKashCardId: 'EKC9MKS5RM' },
		{ kind: 'handle' as const, enKashCardId: 'EKCE54IDPE' },
		{ kind: 'person' as const, person: PERSON },
	),
});

/** Payments of their own references; nothing is ever taken back from a person without a handle. */
const batch = (size: Size): fc.Arbitrary<Payment[]> =>
	fc.array(item, { minLength: size.items[0], maxLength: size.items[1] }).map((items) =>
		items.map((each, index) => ({
			...each,
			direction: each.recipient.kind === 'person' ? 'CR' : each.direction,
			reference: `pay-${index}`,
		})),
	);

const options = ({ latestMs, size }: Kind): fc.Arbitrary<PayOptions> =>
	fc.record({
		concurrency: fc.integer({ min: 1, max: size.concurrency }),
		confirmationWindowMs: fc.constantFrom(latestMs, 12_000),
		checkBalanceFirst: fc.boolean(),
		dryRun: fc.constant(false),
	});

/** Moments at which runs like to meet, and any other. */
const pause = fc.oneof(
	fc.constantFrom(0, 0, 1, 300, 1_000, 10_000, 100_000),
	fc.nat(2_000),
	fc.nat(30_000),
);

/** A run that may be cut short, by a person or by the death of its process. */
const interruptedRun = ({ size }: Kind): fc.Arbitrary<RunPlan> =>
	fc.record(
		{
			afterMs: pause,
			cancelledAfterMs: fc.nat(20_000),
			diesAtStep: fc.integer({ min: 1, max: size.steps }),
		},
		{ requiredKeys: ['afterMs'] },
	);

const quietRun: fc.Arbitrary<RunPlan> = fc.record({ afterMs: pause });

const lane = (kind: Kind) =>
	fc.array(kind.interrupted ? fc.oneof(quietRun, interruptedRun(kind)) : quietRun, {
		minLength: 1,
		maxLength: 3,
	});

interface Size {
	/** At the least, at the most. */
	readonly items: readonly [number, number];
	readonly concurrency: number;
	/** How many answers a run hears, about. */
	readonly steps: number;
}

export const FEW: Size = { items: [1, 5], concurrency: 4, steps: 40 };

/** More than are claimed at once. */
export const MANY: Size = { items: [51, 120], concurrency: 10, steps: 600 };

export interface Kind {
	readonly size: Size;
	readonly lanes: 1 | 2 | 3;
	readonly oneProcess: boolean;
	readonly withStore: boolean;
	/** Whether a write to the store can take longer than the time in which claims payBatch. */
	readonly slowStore?: boolean;
	/** Whether processes die and people cancel. */
	readonly interrupted: boolean;
	/** No request is carried out later than so many ms after it was sent. */
	readonly latestMs: number;
}

/** Three steps of the store together are short against the settling time. */
const quickStep = fc.nat(80);

const anyStep = fc.oneof(
	{ weight: 12, arbitrary: quickStep },
	{ weight: 1, arbitrary: fc.nat(4_000) },
);

/** Steps of a store that is quick but for a few of them, at any moment. */
const fewSlowSteps = fc
	.array(fc.record({ position: fc.nat(300), ms: fc.integer({ min: 250, max: 4_000 }) }), {
		minLength: 1,
		maxLength: 4,
	})
	.map((slow) => {
		const steps = Array.from({ length: 1_000 }, (_, position) => 5 + ((position * 7) % 23));
		slow.forEach(({ ms, position }) => (steps[position] = ms));
		return steps;
	});

/** Processes that pay the same batch, each started after so many ms, with an EnKash without faults. */
export const together = ({
	checkBalanceFirst,
	concurrency,
	startsAfter,
	...rest
}: Pick<Scenario, 'batch' | 'pace' | 'storePace'> & {
	readonly checkBalanceFirst: boolean;
	readonly concurrency: number;
	readonly startsAfter: readonly number[];
}): Scenario => ({
	...rest,
	options: { concurrency, confirmationWindowMs: 10_000, checkBalanceFirst, dryRun: false },
	lanes: startsAfter.map((afterMs) => [{ afterMs }]),
	startsAt: 0,
	clockSkewMs: 0,
	oneProcess: false,
	withStore: true,
	balance: 100_000,
	script: { allocations: [], lookUps: [], accounts: [] },
});

/** Processes that pay the same, some time after one another, with a store that is slow at times. */
export const race = (lanes: 2 | 3, mostItems: number): fc.Arbitrary<Scenario> =>
	fc
		.record({
			items: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: mostItems })),
			startsAfter: fc.array(fc.oneof(fc.nat(1_000), fc.nat(60_000)), {
				minLength: lanes,
				maxLength: lanes,
			}),
			concurrency: fc.integer({ min: 1, max: 10 }),
			checkBalanceFirst: fc.boolean(),
			pace: fc.array(fc.nat(250), { minLength: 1, maxLength: 8 }),
			storePace: fewSlowSteps,
		})
		.map(({ items, startsAfter, ...how }) =>
			together({ ...how, batch: payments(items), startsAfter }),
		);

/** Any scenario of a kind. */
export const scenario = (kind: Kind): fc.Arbitrary<Scenario> =>
	fc.record({
		batch: batch(kind.size),
		options: options(kind),
		lanes: fc.tuple(...Array.from({ length: kind.lanes }, () => lane(kind))),
		startsAt: fc.nat(60_000),
		clockSkewMs: fc.nat(1_000),
		oneProcess: fc.constant(kind.oneProcess),
		withStore: fc.constant(kind.withStore),
		balance: fc.constantFrom(100_000, 100_000, 200),
		script: script(kind.latestMs),
		pace: fc.array(fc.nat(400), { minLength: 1, maxLength: 12 }),
		storePace: fc.array(kind.slowStore === true ? anyStep : quickStep, {
			minLength: 1,
			maxLength: 40,
		}),
	});
