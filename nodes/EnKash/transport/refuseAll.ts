import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../../../enkash/failures/failure.ts';
import type { Redactor } from '../../../enkash/redact.ts';
import { sentencesOf } from '../../../texts/text.ts';
import { textOf } from '../../../texts/textOf.ts';
import { addHint } from './addHint.ts';
import { failedItem, failureFields, toNodeError } from './nodeErrors.ts';

/**
 * What is wrong with all items: the error, or one item each where the workflow goes on after errors.
 * An exception would make n8n pass the input on in place of the output, as if all had gone well.
 *
 * @param fieldsOf what an item has beside the fields of the failure
 * @param said a sentence for all items, which is shown before the failure
 */
export function refuseAll(
	context: IExecuteFunctions,
	failure: Failure,
	redact: Redactor,
	fieldsOf: (item: number) => IDataObject = () => ({}),
	said = '',
): INodeExecutionData[] {
	const node = context.getNode();
	if (!context.continueOnFail()) throw toNodeError(node, failure, redact);
	const sentences = [[said, sentencesOf(textOf(failure))].filter(Boolean).join(' ')];
	addHint(context, { sentences, type: 'warning' }, redact);
	return context
		.getInputData()
		.map((_, item) =>
			failedItem(
				node,
				{ ...fieldsOf(item), ...failureFields(failure, redact) },
				toNodeError(node, failure, redact, item),
				item,
			),
		);
}
