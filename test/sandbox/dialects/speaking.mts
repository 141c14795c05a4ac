import type { DialectName } from '../../../sandbox/dialects/registry.mts';
import { openEnvelope } from '../../../enkash/contract/envelope.ts';
import { toHandle } from '../bodies.mts';
import { useSandbox } from '../sandbox.mts';

type Fields = Readonly<Record<string, unknown>>;

/** Those fields of each record that are expected, with `undefined` for what is not there. */
export const alike = (records: readonly Fields[], expected: Fields): readonly Fields[] =>
	records.map((record) =>
		Object.fromEntries(Object.keys(expected).map((name) => [name, record[name]])),
	);

/** A sandbox that speaks dialects, and what is mostly asked of it. */
export function useSpeaker() {
	const at = useSandbox();

	/** The first handle of the account. */
	async function handle(): Promise<string> {
		const [first] = (await at.control.account()).handles;
		return first?.enKashCardId ?? '';
	}

	/** What is answered to a question for transactions. */
	const ask = async (filter: object = { pgReferenceNumber: 'R1' }, query = '') =>
		await at.caller.call('transactions', { ...filter }, {}, undefined, query);

	return {
		at,
		handle,
		ask,

		speak: async (...dialects: readonly DialectName[]) =>
			await at.control.settings({ dialects: [...dialects] }),

		/** Pays to the first handle. */
		pay: async (reference = 'R1', rupees = 1500) =>
			await at.caller.call('allocate', toHandle(await handle(), reference, rupees)),

		/** The payload of the answer to a question for transactions. */
		payload: async (filter?: object, query?: string): Promise<unknown> =>
			openEnvelope((await ask(filter, query)).json)?.payload,
	};
}
