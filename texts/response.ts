import type { ResponseFailures } from '../enkash/failures/response.ts';
import type { Texts } from './text.ts';

export const responseTexts: Texts<ResponseFailures> = {
	'connection-lost': () => ({
		message: 'The connection to EnKash was lost before it answered',
	}),
};
