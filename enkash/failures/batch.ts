/** How many payments of a batch ended in each way. */
export interface Counts {
	readonly paid: number;
	readonly alreadyPaid: number;
	readonly nothingToDo: number;
	readonly wouldPay: number;
	readonly rejected: number;
	readonly unknown: number;
	readonly notSent: number;
}

/** What can be said of a batch as a whole. */
export interface BatchFailures {
	/** Not every payment was made, or is known to be made, for more reasons than one. */
	readonly 'payments-incomplete': Counts;
	/** A run that only checks could not check every payment. */
	readonly 'check-incomplete': Counts;
}
