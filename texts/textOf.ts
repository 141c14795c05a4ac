import type { Failure, FailureCode, FailureData } from '../enkash/failures/failure.ts';
import { batchTexts } from './failures/batch.ts';
import { inputTexts } from './failures/input.ts';
import { paymentTexts } from './failures/payment.ts';
import { readTexts } from './failures/read.ts';
import { recipientTexts } from './failures/recipient.ts';
import { responseTexts } from './failures/response.ts';
import { sessionTexts } from './failures/session.ts';
import type { Text, Texts } from './text.ts';

export const TEXTS: Texts<FailureData> = {
	...batchTexts,
	...inputTexts,
	...paymentTexts,
	...readTexts,
	...recipientTexts,
	...responseTexts,
	...sessionTexts,
};

/** What a person reads of a failure: made from its code and data, and written nowhere else. */
export const textOf = <Code extends FailureCode>({ code, data }: Failure<Code>): Text =>
	TEXTS[code](data, textOf);
