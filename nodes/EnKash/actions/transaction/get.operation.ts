import { z } from 'zod';
import { mentioning } from '../../../../enkash/contract/transaction.ts';
import { andThen, succeed } from '../../../../enkash/result.ts';
import type { INodeProperties } from 'n8n-workflow';
import { pick } from '../../read/selectRecords.ts';
import { readOperation } from '../../operation.ts';
import { simplify, simplifyInput } from '../../form/list.ts';
import { referenceInput } from '../../form/payOncePer.ts';
import { readOptions } from '../../form/options.ts';
import { simpleTransaction } from '../../read/simplify.ts';
import { showTransactions } from '../../read/transactions.ts';

const referenceNumber: INodeProperties = {
	displayName: 'Reference Number',
	name: 'referenceNumber',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. CLAIM-2041',
	description: 'The reference under which the payment was made',
};

export const transactionGet = readOperation({
	resource: 'transaction',
	operation: 'get',
	name: 'Get',
	action: 'Get transaction',
	description: 'Get a transaction by its reference number',
	properties: [referenceNumber, simplify, readOptions],
	output: simpleTransaction,
	input: z.object({ referenceNumber: referenceInput, simplify: simplifyInput }),
	read: async (input, context) => {
		const { cardAccountId, client } = context;
		const { referenceNumber: reference } = input;
		const list = await client.transactions({ cardAccountId, pgReferenceNumber: reference });
		const records = andThen(list, (all) =>
			pick(all, mentioning(reference), {
				code: 'no-such-transaction',
				data: { reference },
			}),
		);
		return records.ok ? succeed(await showTransactions(records.value, input, context)) : records;
	},
});
