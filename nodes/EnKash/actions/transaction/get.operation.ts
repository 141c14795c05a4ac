import { z } from 'zod';
import { andThen, succeed } from '../../../../enkash/result.ts';
import type { INodeProperties } from 'n8n-workflow';
import { pickOne } from '../../read/selectRecords.ts';
import { readOperation } from '../../operation.ts';
import { simplify } from '../../form/locators.ts';
import { flag, referenceInput } from '../../input/schemas.ts';
import { readOptions } from '../../form/options.ts';
import { simpleTransaction, simplifyTransaction } from '../../read/simplify.ts';

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
	description: 'Get the transaction of a reference number',
	properties: [referenceNumber, simplify, readOptions],
	output: simpleTransaction,
	input: z.object({ referenceNumber: referenceInput, simplify: flag(true) }),
	read: async (input, { cardAccountId, client }) => {
		const pgReferenceNumber = input.referenceNumber;
		const transactions = await client.transactions({ cardAccountId, pgReferenceNumber });
		const transaction = andThen(transactions, (list) =>
			pickOne(
				list,
				(one) => one.uniqueReferenceNumber === pgReferenceNumber,
				`transaction with reference ${pgReferenceNumber}`,
			),
		);
		return andThen(transaction, ({ canonical, raw }) =>
			succeed([input.simplify ? simplifyTransaction(canonical) : raw]),
		);
	},
});
