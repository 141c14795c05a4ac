import { formatRupees, paiseOf } from '../enkash/money.ts';
import type { BalanceEvent } from '../enkash/watch/balance.ts';

/** What a person is told of a balance, as a message wants it. */
export interface BalanceText {
	/** Without a full stop: the subject of an e-mail, or the first line in a channel. */
	readonly subject: string;
	/** In whole sentences. */
	readonly text: string;
}

const SUBJECTS: Readonly<Record<BalanceEvent['event'], string>> = {
	balanceBelow: 'Balance is low',
	balanceRecovered: 'Balance is back above the threshold',
	balanceChanged: 'Balance has changed',
};

/** An event of a balance in words, ready for Slack and e-mail; a sample says that it is a test. */
export function balanceInWords(event: BalanceEvent): BalanceText {
	const { cardAccountId, previousBalance, threshold } = event;
	const isTest = event.wouldFire === false;
	const available = inRupees(event.availableBalance);
	const sentences = [
		`Account ${cardAccountId} holds ${available}.`,
		threshold === null ? '' : `The threshold is ${inRupees(threshold)}.`,
		previousBalance === null ? '' : `Before, it held ${inRupees(previousBalance)}.`,
		isTest ? 'This is a test: nothing has happened.' : '',
	];
	return {
		subject: `${isTest ? 'Test of the balance alert' : SUBJECTS[event.event]}: ${available}`,
		text: sentences.filter(Boolean).join(' '),
	};
}

const inRupees = (rupees: number) => formatRupees(paiseOf(rupees));
