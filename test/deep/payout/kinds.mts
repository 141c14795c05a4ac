import { runs } from '../../support/size.mts';
import { ALIKE, FEW, type Kind, MANY, UNLIKE } from '../../unit/payout/model/scenarios.mts';

/** Scenarios of one kind, and how many of a hundred that are tried they are. */
export interface Share {
	readonly kind: Kind;
	readonly of100: number;
}

/** How many scenarios of all kinds are tried together, as a rule. */
const SCENARIOS = 500;

/** How many scenarios of a kind are tried. */
export const scenariosOf = ({ of100 }: Share): number => runs((SCENARIOS * of100) / 100);

const few = { size: FEW, withStore: true, isInterrupted: true, lags: ALIKE } as const;

/** Lanes of one node, each on a worker of its own. */
const workers = (count: number) =>
	Array.from({ length: count }, (_, worker) => [worker, 0] as const);

/** Runs one after another. */
export const AFTER_ONE_ANOTHER: Readonly<Record<string, Share>> = {
	'on one worker, which dies or is cancelled at any point': {
		kind: { ...few, lanes: workers(1) },
		of100: 25,
	},
	'where one payment is shown at once and the next an hour later': {
		kind: { ...few, lanes: workers(1), lags: UNLIKE, isHonest: true },
		of100: 15,
	},
	'on a worker to which n8n gives no record': {
		kind: { ...few, lanes: workers(1), withStore: false, isInterrupted: false },
		of100: 5,
	},
};

const TWO_NODES = [
	[0, 0],
	[0, 1],
] as const;

const ONE_PROCESS = [
	[0, 0],
	[0, 0],
] as const;

/** Runs beside one another. */
export const BESIDE_ONE_ANOTHER: Readonly<Record<string, Share>> = {
	'of two nodes in one process': {
		kind: { ...few, lanes: TWO_NODES, isInterrupted: false },
		of100: 10,
	},
	'of one process to which n8n gives no record': {
		kind: { ...few, lanes: ONE_PROCESS, withStore: false, isInterrupted: false },
		of100: 5,
	},
	'of one node on two workers': {
		kind: { ...few, lanes: workers(2) },
		of100: 20,
	},
	'of one node on two workers, where payments are shown after different times': {
		kind: { ...few, lanes: workers(2), lags: UNLIKE, isHonest: true },
		of100: 10,
	},
	'of one node on three workers': {
		kind: { ...few, lanes: workers(3) },
		of100: 9.8,
	},
	'of one node on two workers, with more payments than are leased at once': {
		kind: { ...few, size: MANY, lanes: workers(2) },
		of100: 0.2,
	},
};

/**
 * What cannot be ruled out: a payment is made although EnKash turns it away, and shown minutes after
 * others; and a write that takes longer than a lease settles erases a lease.
 */
export const RESIDUAL: Readonly<Record<string, Share>> = {
	'one after another, where EnKash pays what it turns away and shows it an hour later': {
		kind: { ...few, lanes: workers(1), lags: UNLIKE },
		of100: 10,
	},
	'of one node on two workers, where n8n takes up to 12 s to record': {
		kind: { ...few, lanes: workers(2), isStoreSlow: true },
		of100: 10,
	},
	'of one node on three workers, where n8n takes up to 12 s to record': {
		kind: { ...few, lanes: workers(3), isStoreSlow: true },
		of100: 10,
	},
};
