import type { Failure, FailureCode, FailureData } from '../enkash/failures/failure.ts';
import { batchTexts } from './batch.ts';
import { inputTexts } from './input.ts';
import { paymentTexts } from './payment.ts';
import { readTexts } from './read.ts';
import { recipientTexts } from './recipient.ts';
import { responseTexts } from './response.ts';
import { sessionTexts } from './session.ts';
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
