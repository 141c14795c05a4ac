import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../../enkash/failure.ts';
import { formatRupees, sum, toRupees } from '../../enkash/money.ts';
import type { Instruction } from '../../enkash/payout/instruction.ts';
import { type Outcome, type Receipt, isUnpaid } from '../../enkash/payout/outcome.ts';
import type { Settlement } from '../../enkash/payout/settle.ts';
import { failedItem, failureFields, toNodeError } from './errors.ts';
import { paysEveryExecution, withAdviceOnRunningAgain } from './everyExecution.ts';
import type { Transport } from './transport.ts';

interface Settled {
	readonly item: number;
	readonly instruction: Instruction;
	readonly outcome: Outcome;
}

/** What workflows read in `outcome`. */
function outcomeName({ outcome, instruction: { direction } }: Settled): string {
	const isCredit = direction === 'CR';
	switch (outcome.kind) {
		case 'paid':
			return isCredit ? 'allocated' : 'withdrawn';
		case 'alreadyPaid':
			return isCredit ? 'alreadyAllocated' : 'alreadyWithdrawn';
		case 'planned':
			return 'dryRun';
		default:
			return outcome.kind;
	}
}

/** In the order in which a summary names them, with the words for one or many. */
const WORDS: ReadonlyArray<readonly [string, string]> = [
	['allocated', 'allocated'],
	['alreadyAllocated', 'already allocated'],
	['withdrawn', 'withdrawn'],
	['alreadyWithdrawn', 'already withdrawn'],
	['dryRun', 'would be sent'],
	['rejected', 'rejected'],
	['unknown', 'unknown'],
	['notSent', 'not sent'],
];

/** "38 allocated (₹380.00), 2 already allocated (₹20.00), 1 unknown: REF". */
export function summary(settled: readonly Settled[]): string {
	return WORDS.flatMap(([name, words]) => {
		const of = settled.filter((one) => outcomeName(one) === name);
		if (of.length === 0) return [];
		const amount = formatRupees(sum(of.map(({ instruction }) => instruction.amount)));
		const references =
			name === 'unknown' ? `: ${list(of.map((one) => one.instruction.reference))}` : '';
		return [`${of.length} ${words} (${amount})${references}`];
	}).join(', ');
}

const MOST_LISTED = 20;

const list = (entries: readonly string[]) =>
	entries.length <= MOST_LISTED
		? entries.join(', ')
		: `${entries.slice(0, MOST_LISTED).join(', ')} and ${entries.length - MOST_LISTED} more`;

/** What a settled batch gives the workflow: items and a hint, or an error that loses nothing. */
export function reportSettlement(
	context: IExecuteFunctions,
	transport: Transport,
	instructions: readonly Instruction[],
	settlement: Settlement,
): INodeExecutionData[] {
	const outcomes = withAdviceOnRunningAgain(context, settlement.outcomes);
	const settled = outcomes.flatMap((outcome, item): Settled[] => {
		const instruction = instructions[item];
		return instruction ? [{ item, instruction, outcome }] : [];
	});
	const isDryRun = settled.some(({ outcome }) => outcome.kind === 'planned');
	const unpaid = settled.filter(({ outcome }) => isUnpaid(outcome));
	if (unpaid.length > 0 && !isDryRun && !context.continueOnFail()) {
		throw wholeError(context, transport, settled, unpaid);
	}
	addHints(context, settled, settlement);
	return settled.map((one) => toItem(context, transport, one, settlement.shortfall, isDryRun));
}

function toItem(
	context: IExecuteFunctions,
	transport: Transport,
	one: Settled,
	shortfall: Failure | undefined,
	isDryRun: boolean,
): INodeExecutionData {
	const { item, outcome } = one;
	const pairedItem = { item };
	if (isDryRun) return { json: plannedFields(one, shortfall), pairedItem };
	if (!isUnpaid(outcome)) return { json: fields(one), pairedItem };
	const redact = transport.redactor();
	return failedItem(
		context,
		{ ...fields(one), ...failureFields(outcome.failure, redact) },
		toNodeError(context.getNode(), outcome.failure, redact, item),
		item,
	);
}

function fields(one: Settled): IDataObject {
	const { instruction, outcome } = one;
	const { recipient } = instruction;
	const known: Receipt =
		recipient.kind === 'handle' ? { enKashCardId: recipient.enKashCardId } : {};
	const receipt = { ...known, ...('receipt' in outcome ? told(outcome.receipt) : {}) };
	return {
		outcome: outcomeName(one),
		uniqueReferenceNumber: instruction.reference,
		amount: toRupees(instruction.amount),
		...receipt,
		...(outcome.kind === 'paid' ? { confirmedBy: outcome.confirmedBy } : {}),
		...(outcome.kind === 'alreadyPaid' ? { confirmedBy: 'lookup' } : {}),
	};
}

/** A receipt without what EnKash did not tell. */
const told = (receipt: Receipt): IDataObject =>
	Object.fromEntries(Object.entries(receipt).filter(([, value]) => value !== undefined));

/** What a dry run says of an item: always the outcome `dryRun`, and what a real run would do. */
function plannedFields(one: Settled, shortfall: Failure | undefined): IDataObject {
	const { outcome, instruction } = one;
	const refusal = isUnpaid(outcome) ? outcome.failure : shortfall;
	const isDue = outcome.kind === 'planned';
	const plan = refusal && (isDue || isUnpaid(outcome)) ? 'refuse' : isDue ? 'send' : 'alreadyPaid';
	return {
		...fields(one),
		outcome: 'dryRun',
		direction: instruction.direction === 'CR' ? 'credit' : 'debit',
		plan,
		...(plan === 'refuse' && refusal ? { reason: refusal.message } : {}),
	};
}

const SAFE_TO_RUN_AGAIN =
	'Running again is safe: what was paid is found by its reference and not paid again.';

/** The error of a batch that did not go through as a whole: it says what became of every payment. */
function wholeError(
	context: IExecuteFunctions,
	transport: Transport,
	settled: readonly Settled[],
	unpaid: readonly Settled[],
) {
	const redact = transport.redactor();
	const [first] = unpaid;
	const cause = first && isUnpaid(first.outcome) ? first.outcome.failure : undefined;
	const single = settled.length === 1;
	const error = toNodeError(
		context.getNode(),
		{
			...cause,
			kind: cause?.kind ?? 'unexpected',
			message: single
				? (cause?.message ?? '')
				: `${cause?.message ?? ''} (${unpaid.length} of ${settled.length} payments did not go through)`,
			advice: [
				cause?.advice,
				single ? undefined : `${summary(settled)}.`,
				...sections(settled),
				paysEveryExecution(context) ? undefined : SAFE_TO_RUN_AGAIN,
			]
				.filter(Boolean)
				.join('\n'),
		},
		redact,
		first?.item,
	);
	error.context.outcomes = settled.map((one) => ({
		item: one.item,
		...fields(one),
		...(isUnpaid(one.outcome) ? failureFields(one.outcome.failure, redact) : {}),
	}));
	return error;
}

/** Each group of payments with its references, and why they were refused. */
function sections(settled: readonly Settled[]): string[] {
	const group = (title: string, kinds: ReadonlyArray<Outcome['kind']>, withReason: boolean) => {
		const of = settled.filter(({ outcome }) => kinds.includes(outcome.kind));
		if (of.length === 0) return [];
		const entries = of.map(({ instruction: { reference }, outcome }) =>
			withReason && isUnpaid(outcome) ? `${reference} (${outcome.failure.message})` : reference,
		);
		return [`${title}: ${list(entries)}.`];
	};
	return [
		...group('Paid', ['paid'], false),
		...group('Paid before', ['alreadyPaid'], false),
		...group('Refused', ['rejected'], true),
		...group('Unknown', ['unknown'], false),
		...group('Not sent', ['notSent'], false),
	];
}

function addHints(
	context: IExecuteFunctions,
	settled: readonly Settled[],
	{ shortfall, withoutClaims }: Settlement,
): void {
	// n8n 1.x before 1.90 has no execution hints.
	if (typeof context.addExecutionHints !== 'function') return;
	if (settled.length > 0) {
		const whole = settled.every(({ outcome }) => !isUnpaid(outcome)) && !shortfall;
		context.addExecutionHints({
			message: [`${summary(settled)}.`, shortfall?.message].filter(Boolean).join(' '),
			location: 'outputPane',
			type: whole ? 'info' : 'warning',
		});
	}
	if (withoutClaims) {
		context.addExecutionHints({
			message:
				'This n8n offers no store for claims here (an unsaved workflow, or an older version), so a parallel run of the same payments in another process would not be noticed. Save the workflow before paying in earnest.',
			location: 'outputPane',
			type: 'warning',
		});
	}
}
