import type { PaymentFailures } from '../enkash/failures/payment.ts';
import type { Texts } from './text.ts';

export const paymentTexts: Texts<PaymentFailures> = {
	'execution-cancelled': () => ({ message: 'The execution was cancelled' }),
};
