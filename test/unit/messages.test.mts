import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MESSAGES_PAGE, allMessages, messagesPage } from '../../scripts/messages.mts';

describe('the messages people see', () => {
	it('are all on the page of messages, word for word', () => {
		expect(readFileSync(MESSAGES_PAGE, 'utf8')).toBe(messagesPage('.'));
	});

	it('say what happened without blaming: no error, problem, failure or mistake', () => {
		const blaming = allMessages('.').filter(({ message, advice }) =>
			/\b(error|problem|failure|mistake)s?\b/i.test(`${message} ${advice}`),
		);
		expect(blaming).toEqual([]);
	});

	it('never end in the middle of a sentence: advice is whole sentences', () => {
		const cut = allMessages('.').filter(
			({ advice }) => advice !== '' && !/[.!?…]$/.test(advice.trim()),
		);
		expect(cut).toEqual([]);
	});
});
