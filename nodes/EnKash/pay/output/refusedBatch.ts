import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../../../../enkash/failures/failure.ts';
import type { Payment } from '../../../../enkash/payout/payment.ts';
import type { Problem } from '../../../../enkash/payout/validateBatch.ts';
import { failedItem, failureFields, toNodeError } from '../../transport/nodeErrors.ts';
import { keptFieldsOf, paymentFields } from './paymentItem.ts';
import type { Transport } from '../../transport/transport.ts';

/** So many problems are named one by one; the rest are counted. */
const MAX_NAMED = 20;

const NOTHING_WAS_SENT = 'Nothing was sent.';

const sentence = ({ item, failure }: Problem) =>
	item === undefined ? `${failure.message}.` : `Item ${item}: ${failure.message}.`;

/** How to get on, without what every refusal ends with. */
const advice = ({ failure }: Problem) =>
	(failure.advice ?? '').replace(NOTHING_WAS_SENT, '').trim();

/** One failure that names every bad item, and says that nothing was sent. */
function asOne(problems: readonly Problem[]): Failure {
	const [first, ...others] = problems;
	if (first && others.length === 0) {
		return { ...first.failure, advice: `${advice(first)} ${NOTHING_WAS_SENT}`.trim() };
	}
	const named = problems.slice(0, MAX_NAMED);
	const more = problems.length - named.length;
	return {
		kind: 'invalid',
		message: `${problems.length} things must be corrected before anything is sent`,
		advice: [
			...named.map(sentence),
			...(more > 0 ? [`And ${more} more.`] : []),
			...new Set(named.map(advice).filter(Boolean)),
			NOTHING_WAS_SENT,
		].join('\n'),
	};
}

/**
 * A batch that is not sent: the error, or one item each where the workflow goes on after errors.
 * `readable` are the items that are right, or at least could be read.
 */
export function reportRefusedBatch(
	context: IExecuteFunctions,
	transport: Transport,
	problems: readonly Problem[],
	readable: ReadonlyMap<number, Payment>,
): INodeExecutionData[] {
	const redact = transport.redactor();
	const node = context.getNode();
	const whole = asOne(problems);
	if (!context.continueOnFail()) {
		throw toNodeError(node, whole, redact, problems.length === 1 ? problems[0]?.item : undefined);
	}
	const keptFields = keptFieldsOf(context);
	return context.getInputData().map((_, item) => {
		const own = problems.find((problem) => problem.item === item || problem.item === undefined);
		const failure: Failure = own?.failure ?? {
			kind: 'notSent',
			message: 'Not sent, because other items of the run must be corrected first',
			advice: whole.message,
		};
		const one = {
			item,
			payment: readable.get(item),
			outcome: { kind: 'notSent', failure },
		} as const;
		return failedItem(
			context,
			{
				...keptFields(item),
				...paymentFields(one, context.getTimezone()),
				...failureFields(failure, redact),
			},
			toNodeError(node, failure, redact, item),
			item,
		);
	});
}
