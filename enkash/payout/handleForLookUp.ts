import type { Client } from '../api/client.ts';
import { HandleDirectory } from '../handleDirectory.ts';
import type { RequestQueue } from '../requests/queue.ts';
import { type Result, andThen, fail, succeed } from '../result.ts';
import type { Payment } from './payment.ts';

/** How long a list of handles that was read for a look-up is good for, in ms. */
const HANDLES_LAST_MS = 5_000;

/**
 * For the payments of one account: finds a person's handle where EnKash wants to be told it;
 * `undefined` for a person who surely has none. `now` in ms, from any fixed point.
 */
export function handleFinder(client: Client, queue: RequestQueue, now: () => number) {
	let read: { readonly at: number; readonly handles: ReturnType<Client['handles']> } | undefined;
	return async (payment: Payment): Promise<Result<string | undefined>> => {
		const { cardAccountId, recipient } = payment;
		if (recipient.kind === 'handle' || recipient.handleId !== undefined) {
			return succeed(recipient.handleId);
		}
		if (!read || now() > read.at + HANDLES_LAST_MS) {
			read = { at: now(), handles: queue.ask(async () => await client.handles(cardAccountId)) };
		}
		return andThen(await read.handles, (list) => {
			const directory = new HandleDirectory(list);
			const [own, ...others] = directory.byMobile(recipient.person.mobile);
			if (others.length > 0 || (!own && !directory.isWhole)) return noHandleKnown(payment);
			return succeed(own?.enKashCardId);
		});
	};
}

const noHandleKnown = ({ reference }: Payment): Result<never> =>
	fail({ kind: 'unexpected', code: 'handle-needed-to-look-up', data: { reference } });
