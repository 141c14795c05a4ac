/** n8n's panel shows the description of the trigger for both nodes, so that they share one. */
export const ABOUT =
	'Pay petty cash, rewards and allowances through EnKash, look up balances and transactions, and start workflows from them';
