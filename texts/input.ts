import type { InputFailures } from '../enkash/failures/input.ts';
import type { Texts } from './text.ts';

export const inputTexts: Texts<InputFailures> = {
	'amount-zero': () => ({ message: 'The amount is 0', advice: 'Give an amount above 0.' }),
};
