import fc from 'fast-check';
import type { Person } from '../../../../enkash/contract/allocation.ts';
import type { PayOptions } from '../../../../enkash/payout/batch.ts';
import type { Payment, Recipient } from '../../../../enkash/payout/payment.ts';
import type { Handle } from '../../../../sandbox/account.mts';
import { DEMO } from '../../../../sandbox/company.mts';
import { Clock } from '../../../../sandbox/clock.mts';
import {
	DIALECTS,
	type DialectName,
	type NamedDialect,
	clashIn,
} from '../../../../sandbox/dialects/registry.mts';
import { openLedger } from '../../../../sandbox/ledger.mts';
import { STAFF } from './bank.mts';
import { QUIET, script } from './faults.mts';
import type { StoreFault } from './processes.mts';
import type { RunPlan } from './run.mts';
import type { Lags, Lane, Scenario } from './simulation.mts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const EMPLOYEES = [
	...(openLedger(new Clock(), { handles: STAFF }).get(DEMO.cardAccountId)?.handles ?? []),
].filter(({ blocked }) => !blocked);

const toHandle = ({ id }: Handle): Recipient => ({ kind: 'handle', handleId: id });

const toPerson = ({ email, firstName, mobile }: Omit<Person, 'title' | 'gender'>): Recipient => ({
	kind: 'person',
	person: { firstName, title: 'Ms', gender: 'F', email, mobile },
});

/** People by their mobile: two who have a handle already, and two who have none yet. */
const PEOPLE: readonly Recipient[] = [
	...EMPLOYEES.slice(0, 2).map(toPerson),
	toPerson({ firstName: 'Meera', email: 'meera@example.com', mobile: '9811111111' }),
	toPerson({ firstName: 'Nila', email: 'nila@example.com', mobile: '9822222222' }),
];

/** Some who have money that can be taken back. */
export const RICH = EMPLOYEES.filter(({ balance }) => balance > 100_000);

// Often the same, so that only the reference tells two payments apart.
const amount = fc.oneof(fc.constant(1_000n), fc.bigInt({ min: 1n, max: 20_000n }));

const common = {
	allocationType: fc.constant('ALLOCATE_POINT' as const),
	cardAccountId: fc.constant(DEMO.cardAccountId),
};

const item: fc.Arbitrary<Omit<Payment, 'reference'>> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			...common,
			amount,
			direction: fc.constant('CR' as const),
			recipient: fc.constantFrom(...EMPLOYEES.slice(0, 12).map(toHandle), ...PEOPLE),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			...common,
			amount: fc.constantFrom(1_000n, 2_345n),
			direction: fc.constant('DR' as const),
			recipient: fc.constantFrom(...RICH.map(toHandle)),
		}),
	},
);

/** References of one length, as most people's are. */
export const referenceOf = (index: number): string => `pay-${String(index).padStart(4, '0')}`;

const payments = ([fewest, most]: Size['payments']): fc.Arbitrary<Payment[]> =>
	fc
		.array(item, { minLength: fewest, maxLength: most })
		.map((items) => items.map((each, index) => ({ ...each, reference: referenceOf(index) })));

const options = ({ size }: Kind): fc.Arbitrary<PayOptions> =>
	fc.record({
		concurrency: fc.integer({ min: 1, max: size.concurrency }),
		confirmationWindowMs: fc.constantFrom(0, 10 * SECOND, 10 * SECOND, MINUTE, 5 * MINUTE),
		checkBalanceFirst: fc.boolean(),
		checkOnly: fc.constant(false),
		ifRowsAreWrong: fc.constant('payTheOthers' as const),
		checkedByHand: fc.constant([]),
	});

/** Moments at which runs like to meet, and any other. */
const pause = fc.oneof(
	fc.constantFrom(0, 0, 1, 300, SECOND, 10 * SECOND, 2 * MINUTE, 11 * MINUTE),
	fc.constantFrom(20 * MINUTE, 21 * MINUTE, 21 * MINUTE, 45 * MINUTE, HOUR, 25 * HOUR),
	fc.nat(2 * SECOND),
	fc.nat(30 * MINUTE),
);

const plan = ({ isInterrupted, size }: Kind): fc.Arbitrary<RunPlan> => {
	const most = size.payments[1];
	const common = {
		afterMs: pause,
		known: fc.oneof(fc.constant(most), fc.constant(most), fc.integer({ min: 1, max: most })),
		batch: fc.constantFrom('all' as const, 'all' as const, 'left' as const),
		isCheckedByHand: fc.oneof(
			{ weight: 4, arbitrary: fc.constant(false) },
			{ weight: 1, arbitrary: fc.constant(true) },
		),
	};
	const quiet = fc.record(common);
	const cancelled = fc.record({ ...common, cancelledAfterMs: fc.nat(20 * SECOND) });
	const dying = fc.record({ ...common, diesAtStep: fc.integer({ min: 1, max: size.steps }) });
	return isInterrupted
		? fc.oneof({ weight: 3, arbitrary: quiet }, cancelled, { weight: 2, arbitrary: dying })
		: fc.oneof({ weight: 3, arbitrary: quiet }, cancelled);
};

const lane = (kind: Kind, [process, node]: readonly [number, number]): fc.Arbitrary<Lane> =>
	fc.record({
		process: fc.constant(process),
		node: fc.constant(node),
		plans: fc.array(plan(kind), { minLength: 1, maxLength: 3 }),
	});

interface Size {
	/** At the least, at the most. */
	readonly payments: readonly [number, number];
	readonly concurrency: number;
	/** How many answers a run hears, about. */
	readonly steps: number;
}

export const FEW: Size = { payments: [1, 8], concurrency: 4, steps: 60 };

/** More than are leased at once. */
export const MANY: Size = { payments: [150, 450], concurrency: 50, steps: 600 };

export interface Kind {
	readonly size: Size;
	/** Process and node of each lane. */
	readonly lanes: ReadonlyArray<readonly [number, number]>;
	readonly withStore: boolean;
	/** Whether a call of the store can take longer than a lease needs to settle. */
	readonly isStoreSlow?: boolean;
	/** Whether processes die. */
	readonly isInterrupted: boolean;
	/** How the times differ after which payments are listed. */
	readonly lags: fc.Arbitrary<Lags>;
	/** Whoever is put off with HTTP 429 or 401 is never paid all the same. */
	readonly isHonest?: boolean;
}

const DELAYS = [0, 200, 2 * SECOND, 15 * SECOND, 50 * SECOND, 3 * MINUTE, HOUR];

/** Payments are listed after different times, the longest of which is three times the shortest. */
export const ALIKE: fc.Arbitrary<Lags> = fc
	.record({
		longest: fc.constantFrom(...DELAYS),
		shares: fc.array(fc.double({ min: 1 / 3, max: 1, noNaN: true }), {
			minLength: 1,
			maxLength: 8,
		}),
	})
	.map(({ longest, shares }) => shares.map((share) => Math.round(longest * share)));

/** Some payments are listed at once, and others an hour later. */
export const UNLIKE: fc.Arbitrary<Lags> = fc.array(
	fc.oneof(fc.constantFrom(...DELAYS), fc.nat(HOUR)),
	{ minLength: 1, maxLength: 8 },
);

/** Three steps of the store together are short against the time in which a lease settles. */
const quickStep = fc.nat(80);

const anyStep = fc.oneof(
	{ weight: 12, arbitrary: quickStep },
	{ weight: 1, arbitrary: fc.nat(4_000) },
);

const storeFault: fc.Arbitrary<StoreFault> = fc.oneof(
	{ weight: 8, arbitrary: fc.constant('none' as const) },
	fc.constantFrom('before' as const, 'after' as const),
);

/** Dialects that concern who is paid; the others are the session's. */
export const OF_PAYOUTS: readonly NamedDialect[] = DIALECTS.filter(
	({ subject }) => subject !== 'Tokens' && subject !== 'Refused log-ins',
);

const DISHONEST: ReadonlySet<DialectName> = new Set([
	'rate-limit-after-commit',
	'token-over-after-commit',
	'declined-after-commit',
]);

/** Those in which whoever is put off is never paid all the same. */
const HONEST: readonly NamedDialect[] = OF_PAYOUTS.filter(({ name }) => !DISHONEST.has(name));

const dialects = (known: readonly NamedDialect[]): fc.Arbitrary<readonly DialectName[]> => {
	const names = known.map(({ name }) => name);
	const one = fc.constantFrom(...names);
	return fc.oneof(
		{ weight: 2, arbitrary: fc.constant([]) },
		{ weight: 4, arbitrary: one.map((name) => [name]) },
		{
			weight: 3,
			arbitrary: fc
				.tuple(one, one)
				.filter(([first, second]) => first !== second && clashIn([first, second]) === undefined),
		},
	);
};

/** Any scenario of a kind. */
export const scenario = (kind: Kind): fc.Arbitrary<Scenario> =>
	fc.record({
		payments: payments(kind.size.payments),
		options: options(kind),
		lanes: fc.tuple(...kind.lanes.map((each) => lane(kind, each))),
		dialects: dialects(kind.isHonest === true ? HONEST : OF_PAYOUTS),
		lags: kind.lags,
		startsAt: fc.nat(10 * MINUTE),
		clockSkewMs: fc.constantFrom(0, 0, 1_000, 30 * SECOND),
		withStore: fc.constant(kind.withStore),
		balance: fc.constantFrom(100_000, 100_000, 300),
		history: fc.constantFrom(0, 6, 60),
		script: fc.oneof(
			{ weight: 1, arbitrary: fc.constant(QUIET) },
			{ weight: 5, arbitrary: script(kind.isHonest === true) },
		),
		timeoutMs: fc.constantFrom(5 * SECOND, 30 * SECOND, 2 * MINUTE),
		pace: fc.array(fc.nat(400), { minLength: 1, maxLength: 12 }),
		storePace: fc.array(kind.isStoreSlow === true ? anyStep : quickStep, {
			minLength: 1,
			maxLength: 40,
		}),
		storeFaults: fc.oneof(fc.constant([]), fc.array(storeFault, { maxLength: 10 })),
	});
