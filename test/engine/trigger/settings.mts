/** Parameters: on a new transaction that passes the filters. */
export const onTransaction = (filters: Record<string, string | number> = {}, options = {}) => ({
	triggerOn: 'newTransaction',
	...{ filters, options },
});

/** Parameters: on a balance below so many rupees. */
export const onBalanceBelow = (threshold: string | number) => ({
	triggerOn: 'balanceBelow',
	...{ threshold, options: {} },
});

/** Parameters: on a changed balance. */
export const onBalanceChanged = { triggerOn: 'balanceChanged', options: {} };

/** Which transactions started a workflow, in order. */
export const ids = (items: ReadonlyArray<Record<string, unknown>>) =>
	items.map(({ transactionId }) => transactionId);
