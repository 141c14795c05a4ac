import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MESSAGES_PAGE, allMessages, messagesPage } from '../../scripts/messages.mts';
import { TEXTS } from '../../texts/textOf.ts';

describe('the messages people see', () => {
	it('are all on the page of messages, word for word', () => {
		expect(readFileSync(MESSAGES_PAGE, 'utf8')).toBe(messagesPage('.'));
	});

	it('are there for every code', () => {
		const codes = new Set(allMessages('.').map(({ code }) => code));
		expect([...codes].sort()).toEqual(Object.keys(TEXTS).sort());
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
