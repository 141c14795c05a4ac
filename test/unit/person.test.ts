import { parseEmail } from '../../enkash/person.ts';

const codeOf = (given: unknown) => {
	const result = parseEmail(given);
	return result.ok ? result.value : result.failure.code;
};

describe('an e-mail', () => {
	it.each([
		['asha.menon@example.com', 'asha.menon@example.com'],
		["o'brien@example.com", "o'brien@example.com"],
		[' Asha+site@Mail.Example.co.in\u200b', 'Asha+site@Mail.Example.co.in'],
		['mailto:asha@example.com', 'asha@example.com'],
	])('is read from %p', (given, email) => {
		expect(codeOf(given)).toBe(email);
	});

	it.each([
		...['asha', 'asha@', 'asha@example', '@example.com', 'a b@example.com', 'a@b.com, c@d.com'],
		...['Asha <asha@example.com>', 'asha@exämple.com', '#N/A', 42, ['a@b.com']],
	])('is not read from %p', (given) => {
		expect(codeOf(given)).toBe('email-unreadable');
	});

	it('is missing where nothing is given', () => {
		expect(codeOf('')).toBe('email-missing');
	});
});
