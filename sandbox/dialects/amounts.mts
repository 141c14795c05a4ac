import type { Dialects } from './dialect.mts';

/** As in 1,50,000.00. */
const indianText = (rupees: number): string =>
	new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2 }).format(rupees);

/** How a transaction's amount is written. */
export const AMOUNTS = {
	'amounts-as-text': {
		description: 'Amounts are texts: `"1500.00"`.',
		changes: { amountFields: (rupees) => ({ amount: rupees.toFixed(2) }) },
	},
	'amounts-with-commas': {
		description: 'Amounts are texts with commas as in India: `"1,50,000.00"`.',
		changes: { amountFields: (rupees) => ({ amount: indianText(rupees) }) },
	},
	'amounts-with-rupee-sign': {
		description: 'Amounts are texts with a sign: `"₹1,500.00"`.',
		changes: { amountFields: (rupees) => ({ amount: `₹${indianText(rupees)}` }) },
	},
	'amounts-with-currency': {
		description: 'Amounts are objects: `{"value": 1500, "currency": "INR"}`.',
		changes: { amountFields: (rupees) => ({ amount: { value: rupees, currency: 'INR' } }) },
	},
	'amounts-in-paise': {
		description: 'Amounts are numbers of paise.',
		changes: { amountFields: (rupees) => ({ amount: Math.round(rupees * 100) }) },
	},
	'debits-negative': {
		description: 'What was taken back from a handle has a negative amount.',
		changes: {
			amountFields: (rupees, direction) => ({ amount: direction === 'DR' ? -rupees : rupees }),
		},
	},
	'amount-called-transaction-amount': {
		description: 'The amount is called `transactionAmount`.',
		changes: { amountFields: (rupees) => ({ transactionAmount: rupees }) },
	},
	'amount-called-principal-amount': {
		description: 'The amount is called `principalAmount`.',
		changes: { amountFields: (rupees) => ({ principalAmount: rupees }) },
	},
	'amount-with-a-fee': {
		description: '`amount` has a fee of ₹2 in it; `principalAmount` is what was paid.',
		changes: { amountFields: (rupees) => ({ amount: rupees + 2, principalAmount: rupees }) },
	},
	'amount-not-told': {
		description: 'Transactions have no amount.',
		changes: { amountFields: () => ({}) },
	},
} satisfies Dialects;
