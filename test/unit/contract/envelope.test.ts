import { openEnvelope, wordsOf } from '../../../enkash/contract/envelope.ts';

describe('an envelope', () => {
	it('is opened in both variants', () => {
		const opened = { code: 0, message: 'Success', payload: { a: 1 } };
		expect(
			openEnvelope({ response_code: 0, response_message: 'Success', payload: { a: 1 } }),
		).toEqual(opened);
		expect(openEnvelope({ code: 0, message: 'Success', payload: { a: 1 } })).toEqual(opened);
	});

	it('may have its code as a string, and no message', () => {
		expect(openEnvelope({ code: '1', message: null })).toEqual({
			code: 1,
			message: '',
			payload: undefined,
		});
		expect(openEnvelope({ response_code: '0' })?.code).toBe(0);
	});

	it.each([
		undefined,
		null,
		'text',
		5,
		[],
		{},
		{ code: 1.5 },
		{ code: '' },
		{ code: '0x0' },
		{ code: null },
		{ code: '99999999999' },
		{ code: true },
		{ code: 0, message: 5 },
		{ message: 'Success' },
	])('is not found in %p', (body) => {
		expect(openEnvelope(body)).toBeUndefined();
	});

	it('of a failure finds its reason where the message says nothing', () => {
		expect(
			openEnvelope({ response_code: 1, response_message: 'FAILURE', payload: 'Card is blocked' })
				?.message,
		).toBe('Card is blocked');
		expect(
			openEnvelope({ code: 1, message: '', errorResponse: { errorMessage: 'No such card' } })
				?.message,
		).toBe('No such card');
		expect(openEnvelope({ code: 1, message: 'Failed' })?.message).toBe('Failed');
	});
});

it.each([
	[{ response_message: 'A', message: 'B' }, 'A'],
	[{ message: 'B', payload: 'C' }, 'B'],
	[{ message: 'FAILURE', payload: 'C' }, 'C'],
	[{ message: ' error ', errorResponse: { errorMessage: 'D' } }, 'D'],
	[{ errorResponse: { errorCode: 5, message: 'E' } }, 'E'],
	[{ error: 'invalid_grant', error_description: 'Bad credentials' }, 'Bad credentials'],
	[{ error: 'invalid_grant' }, 'invalid_grant'],
	[{ error: 'error' }, undefined],
	[{ message: 5, payload: {} }, undefined],
	[{ errorResponse: 'X' }, undefined],
	['text', undefined],
	[['A'], undefined],
	[null, undefined],
	[undefined, undefined],
])('finds the words in %p: %p', (body, words) => {
	expect(wordsOf(body)).toBe(words);
});
