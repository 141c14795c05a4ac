import { indianTime } from '../dates.mts';
import type { Dialects } from './dialect.mts';

declare global {
	interface JSON {
		/** Node 24 has it, TypeScript 5.9 does not know it yet: JSON that is written as it is. */
		rawJSON(text: string): unknown;
	}
}

const DIRECTION_IN_WORDS = { CR: 'CREDIT', DR: 'DEBIT' } as const;
const DIRECTION_LABELS = { CR: 'Credit', DR: 'Debit' } as const;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** As in Jan 23, 2025 4:38:36 PM, in India's time. */
function englishTime(at: number): string {
	const [date = '', time = ''] = indianTime(at).split(' ');
	const [year = '', month = '', day = ''] = date.split('-');
	const [hour = '', minute = '', second = ''] = time.split(':');
	const half = Number(hour) < 12 ? 'AM' : 'PM';
	const clock = `${Number(hour) % 12 || 12}:${minute}:${second} ${half}`;
	return `${MONTHS[Number(month) - 1] ?? month} ${Number(day)}, ${year} ${clock}`;
}

/** As in 23-01-2025 16:38:36, in India's time. */
const dayFirst = (at: number): string => indianTime(at).replace(/^(\d+)-(\d+)-(\d+)/, '$3-$2-$1');

const bothDates = (write: (at: number) => unknown) => ({
	dateFields: (at: number) => ({ txnDate: write(at), createdOn: write(at) }),
});

/** Numbers of 64 bits that JavaScript cannot tell apart; the last ten characters make the id. */
const wideNumber = (id: string): bigint =>
	2n ** 62n + (BigInt(parseInt(id.slice(-10), 36)) % 1_000_000_007n);

/** How the other facts of a transaction are written. */
export const FIELDS = {
	'dates-iso': {
		description: 'Dates are ISO 8601 in UTC: `2025-01-23T11:08:36.000Z`.',
		changes: bothDates((at) => new Date(at).toISOString()),
	},
	'dates-epoch-milliseconds': {
		description: 'Dates are numbers of milliseconds since 1970.',
		changes: bothDates((at) => at),
	},
	'dates-epoch-seconds': {
		description: 'Dates are numbers of seconds since 1970.',
		changes: bothDates((at) => at / 1000),
	},
	'dates-in-english': {
		description: "Dates are in English and India's time: `Jan 23, 2025 4:38:36 PM`.",
		changes: bothDates(englishTime),
	},
	'dates-day-first': {
		description: "Dates begin with the day, in India's time: `23-01-2025 16:38:36`.",
		changes: bothDates(dayFirst),
	},
	'dates-not-told': {
		description: 'Transactions have no dates.',
		changes: { dateFields: () => ({}) },
	},
	'direction-in-words': {
		description: 'The direction is `CREDIT` or `DEBIT`.',
		changes: {
			directionFields: (direction) => ({ cardTransactionType: DIRECTION_IN_WORDS[direction] }),
		},
	},
	'direction-by-name-and-label': {
		description: 'The direction is `{"name": "CR", "label": "Credit"}`.',
		changes: {
			directionFields: (direction) => ({
				cardTransactionType: { name: direction, label: DIRECTION_LABELS[direction] },
			}),
		},
	},
	'direction-called-transaction-type': {
		description: 'The direction is called `transactionType`.',
		changes: { directionFields: (direction) => ({ transactionType: direction }) },
	},
	'direction-not-told': {
		description: 'Transactions have no direction.',
		changes: { directionFields: () => ({}) },
	},
	'ids-of-64-bits': {
		description: 'Transaction ids are numbers of 64 bits.',
		changes: { idFields: (id) => ({ enKashTransactionId: JSON.rawJSON(String(wideNumber(id))) }) },
	},
	'id-not-told': {
		description: 'Transactions have no id.',
		changes: { idFields: () => ({}) },
	},
	'handle-called-card-id': {
		description: 'The handle is called `cardId`, and the user is not told.',
		changes: { handleFields: ({ id }) => ({ cardId: id }) },
	},
	'handle-not-told': {
		description: 'Transactions say neither handle nor user.',
		changes: { handleFields: () => ({}) },
	},
	'holder-by-mobile-and-email': {
		description: 'Transactions have the mobile and e-mail of the person, and no handle.',
		changes: { handleFields: ({ mobile, email }) => ({ mobile, email }) },
	},
	'extra-fields': {
		description: 'Transactions have fields that nobody knows, some of them nested.',
		changes: {
			otherFields: {
				loyaltyTier: { name: 'GOLD', label: 'Gold', since: null },
				runningBalance: 12_345.67,
				tags: ['a', 1, { deep: true }],
			},
		},
	},
} satisfies Dialects;
