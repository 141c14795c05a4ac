import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';
import { failureOfIssue } from '../../enkash/checked.ts';
import type { Failure } from '../../enkash/failures/failure.ts';
import type { HandleDirectory } from '../../enkash/handleDirectory.ts';
import type { Payment } from '../../enkash/payout/payment.ts';
import type { Period } from '../../enkash/reference.ts';
import type { Reads } from '../../enkash/requests/dedupe.ts';
import type { Result } from '../../enkash/result.ts';
import { labelOf } from './form/label.ts';
import type { PaySettings } from './form/options.ts';
import type { PeriodGiven } from './form/payOncePer.ts';
import type { Hint } from './transport/addHint.ts';
import type { Transport } from './transport/transport.ts';

/** What every operation says about itself; selectors, forms and previews are made from it. */
interface Description {
	readonly resource: string;
	readonly operation: string;
	/** As the operation selector shows it, without the resource. */
	readonly name: string;
	/** As the panel of all actions shows it. */
	readonly action: string;
	readonly description: string;
	readonly properties: readonly INodeProperties[];
	/** One record of the (simplified) output. */
	readonly output: z.ZodTypeAny;
}

type Input<T> = z.ZodType<T, z.ZodTypeDef, unknown>;

/** What a read has to work with. */
export interface ReadContext {
	readonly client: Reads;
	readonly cardAccountId: string;
	readonly timeZone: string;
}

/** What a payment is made from, beside its own parameters. */
export interface PayContext {
	readonly cardAccountId: string;
	readonly allocationType: Payment['allocationType'];
	/** The handles of the account. */
	readonly directory: HandleDirectory;
	readonly ifDetailsDiffer: PaySettings['ifDetailsDiffer'];
	/** The period that a payment is made once in. */
	readonly period: (given: PeriodGiven) => Result<Period>;
}

/** The parameters of one item, checked; or everything that is wrong with them. */
export type Checked<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly failures: readonly Failure[] };

export type Read = (context: ReadContext) => Promise<Result<readonly object[]>>;
export type Pay = (context: PayContext) => Result<Payment>;

/** An operation of a kind, and what checking an item's parameters prepares. */
export interface Prepares<Kind extends string, Prepared> extends Description {
	readonly kind: Kind;
	/** Checks the parameters of one item, by name. Sends nothing. */
	readonly prepare: (parameters: unknown) => Checked<Prepared>;
}

export type ReadOperation = Prepares<'read', Read>;
export type PayOperation = Prepares<'pay', Pay>;

/** A look at how EnKash works: runs once, whatever comes in. */
export interface CheckOperation extends Description {
	readonly kind: 'check';
	readonly check: (transport: Transport) => Promise<CheckReport>;
}

/** What a check puts out, and what it comes down to in a sentence. */
export interface CheckReport {
	readonly rows: readonly IDataObject[];
	readonly summary: string;
	/** Whether anything is in the way. */
	readonly isGood: boolean;
}

export type Operation = ReadOperation | PayOperation | CheckOperation;

/** What a run gives the workflow. */
export interface Output {
	readonly items: INodeExecutionData[];
	readonly hint?: Hint;
}

/** A read: runs per item, and may be shared by items that ask the same. */
export const readOperation = <T>({
	input,
	read,
	...description
}: Description & {
	readonly input: Input<T>;
	readonly read: (input: T, context: ReadContext) => Promise<Result<readonly object[]>>;
}): ReadOperation => ({
	...description,
	kind: 'read',
	prepare: (parameters) =>
		check(input, parameters, description.properties, (value) => async (context) => {
			return await read(value, context);
		}),
});

/** A payment: says what is to be paid; all items are then settled as one batch. */
export const payOperation = <T>({
	input,
	toPayment,
	...description
}: Description & {
	readonly input: Input<T>;
	readonly toPayment: (input: T, context: PayContext) => Result<Payment>;
}): PayOperation => ({
	...description,
	kind: 'pay',
	prepare: (parameters) =>
		check(
			input,
			parameters,
			description.properties,
			(value) => (context) => toPayment(value, context),
		),
});

function check<T, U>(
	input: Input<T>,
	parameters: unknown,
	properties: readonly INodeProperties[],
	use: (value: T) => U,
): Checked<U> {
	const parsed = input.safeParse(parameters);
	if (parsed.success) return { ok: true, value: use(parsed.data) };
	return { ok: false, failures: parsed.error.issues.map((issue) => invalid(issue, properties)) };
}

/** An issue as a failure of its form field. */
export function invalid(issue: z.ZodIssue, properties: readonly INodeProperties[]): Failure {
	const field = labelOf(issue.path.map(String), properties);
	const failure = failureOfIssue(issue);
	if (failure) return { ...failure, field };
	const given = 'received' in issue ? issue.received : undefined;
	return { kind: 'invalid', field, code: 'field-unreadable', data: { field, given } };
}
