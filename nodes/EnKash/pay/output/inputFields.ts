import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { includeInputFieldsInput } from '../../form/options.ts';
import { isTool } from '../../transport/isTool.ts';
import { payoutOutput } from './paymentItem.ts';

/** The fields that came in with each item, as they go out again. */
export interface InputFields {
	/**
	 * Those that are to be kept: without any that bears one of our names, so that no old `paidAt` of a
	 * sheet stands beside a payment that was not made.
	 */
	readonly kept: (item: number) => IDataObject;
	/** Those that say whom the row is about, where nothing was read of it. */
	readonly person: (item: number) => IDataObject;
	/**
	 * Those that bear our names, emptied: to what leaves by the error output n8n adds all that came in.
	 */
	readonly emptied: (item: number) => IDataObject;
}

export function inputFieldsOf(context: IExecuteFunctions): InputFields {
	const node = context.getNode();
	const usual = !isTool(node);
	const given = context.getNodeParameter('options.includeInputFields', 0, usual);
	const isWanted = includeInputFieldsInput.safeParse(given).data ?? usual;
	const input = context.getInputData();
	const fieldsOf = (item: number) => Object.entries(input[item]?.json ?? {});
	const wanted = (item: number, isIn: (name: string) => boolean): IDataObject =>
		Object.fromEntries(isWanted ? fieldsOf(item).filter(([name]) => isIn(name)) : []);
	return {
		kept: (item) => wanted(item, isKept),
		person: (item) => wanted(item, (name) => PERSON.has(name)),
		emptied: (item) => {
			if (node.onError !== 'continueErrorOutput') return {};
			return Object.fromEntries(
				fieldsOf(item).flatMap(([name]) => (isKept(name) ? [] : [[name, undefined]])),
			);
		},
	};
}

/** What stands for a row of which nothing is known but that it was not paid. */
export function notSentFields(context: IExecuteFunctions): (item: number) => IDataObject {
	const { emptied, kept, person } = inputFieldsOf(context);
	return (item) => ({ ...emptied(item), outcome: 'notSent', ...person(item), ...kept(item) });
}

/** The fields of an item that are this node's: those of a failure among them. */
const OWN: ReadonlySet<string> = new Set([
	...Object.keys(payoutOutput.shape),
	...['code', 'reason', 'advice', 'details'],
]);

/** The fields of an item that name a person, under our names. */
const PERSON: ReadonlySet<string> = new Set(['name', 'email', 'mobile']);

/** `error` is left out: with Retry On Fail n8n runs a node again whose first item has one. */
const isKept = (name: string): boolean => !OWN.has(name) && name !== 'error';
