import { createHash } from 'node:crypto';
import type { Transaction } from '../account.mts';
import type { View } from '../behaviour.mts';
import type { Dialects } from './dialect.mts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type All = readonly Transaction[];

const shownAfter = (ms: number) => ({
	shown: (all: All, { age }: View) => all.filter((each) => age(each) >= ms),
});

const shownUntil = (ms: number) => ({
	shown: (all: All, { age }: View) => all.filter((each) => age(each) <= ms),
});

/** Up to a minute, by the id: always the same for the same transaction. */
const lagOf = ({ id }: Transaction): number =>
	(createHash('sha256').update(id).digest().readUInt16BE() / 0xffff) * MINUTE;

/** What was there before the sandbox started, as money that people spent. */
const asSpend = (transaction: Transaction): Transaction => ({
	...transaction,
	direction: 'DR',
	type: 'SALE',
	reference: `TXN${transaction.id.slice(3)}`,
});

/** Whether and when `transaction/all` shows what was paid. */
export const VISIBILITY = {
	'shown-after-25s': {
		description: 'A transaction is shown 25 seconds after it was made.',
		changes: shownAfter(25 * SECOND),
	},
	'shown-after-3m': {
		description: 'A transaction is shown 3 minutes after it was made.',
		changes: shownAfter(3 * MINUTE),
	},
	'shown-after-1h': {
		description: 'A transaction is shown an hour after it was made.',
		changes: shownAfter(HOUR),
	},
	'shown-after-up-to-1m': {
		description: 'A transaction is shown after a time of its own, at most a minute.',
		changes: { shown: (all, { age }) => all.filter((each) => age(each) >= lagOf(each)) },
	},
	'every-second-answer-3m-old': {
		description: 'Every second answer is that of 3 minutes ago, as from a copy that lags.',
		changes: {
			shown: (all, view) =>
				view.earlier % 2 === 0 ? all : shownAfter(3 * MINUTE).shown(all, view),
		},
	},
	'only-last-day-listed': {
		description: 'What is older than a day is not listed.',
		changes: shownUntil(DAY),
	},
	'only-last-hour-listed': {
		description: 'What is older than an hour is not listed.',
		changes: shownUntil(HOUR),
	},
	'only-newest-10-listed': {
		description: 'Only the newest 10 transactions can be found at all.',
		changes: { shown: (all) => all.slice(-10) },
	},
	'never-listed': {
		description: 'No transaction is ever listed.',
		changes: { shown: () => [] },
	},
	'only-card-spends-listed': {
		description: 'Only what people spent is listed, no allocation.',
		changes: {
			shown: (all, { age }) =>
				all.flatMap((each) => {
					if (each.type === 'SALE') return [each];
					return age(each) > 12 * HOUR ? [asSpend(each)] : [];
				}),
		},
	},
	'only-credits-listed': {
		description: 'What was taken back from a handle is not listed.',
		changes: { shown: (all) => all.filter(({ direction }) => direction === 'CR') },
	},
	'only-own-payments-listed': {
		description: 'A log-in sees what it paid itself, not what another log-in paid.',
		changes: {
			shown: (all, { username }) => all.filter(({ by }) => by === undefined || by === username),
		},
	},
} satisfies Dialects;
