import { describe, expect, it } from '@jest/globals';
import type { INode } from 'n8n-workflow';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { redactor } from '../../../enkash/redact.ts';
import { failureFields, toNodeError } from '../../../nodes/EnKash/transport/nodeErrors.ts';

const node = (type: string): INode => ({
	...{ id: 'id', name: 'EnKash', typeVersion: 1, position: [0, 0], parameters: {} },
	type: `n8n-nodes-enkash.${type}`,
});
const ENKASH = node('enKash');
const TOOL = node('enKashTool');

const refused: Failure = {
	kind: 'rejected',
	code: 'refused',
	data: { words: 'No <b>way</b>, s3cr&t' },
	...{ endpoint: 'Search', status: 200, enkashCode: 1, body: { why: 's3cr&t' } },
};
const redact = redactor(['s3cr&t']);
const beside = { advice: 'Wait.', lists: [{ title: 'Refused', entries: ['A & B', '<i>s3cr&t'] }] };

describe('an error of n8n', () => {
	it('has a message without tags, and a description that shows what others wrote letter by letter', () => {
		const error = toNodeError(ENKASH, refused, redact, undefined, beside);
		expect(error.message).toBe('No bway/b, ***');
		expect(error.description).toBe(
			'<p>Ask EnKash for the reason. Wait.</p><p><b>Refused</b></p>' +
				'<ul><li>A &amp; B</li><li>&lt;i&gt;***</li></ul>',
		);
	});

	it('is plain text for a model', () => {
		const { description } = toNodeError(TOOL, refused, redact, undefined, beside);
		expect(description).toBe('Ask EnKash for the reason. Wait.\nRefused:\n- A & B\n- <i>***');
	});

	it('has its code, and technical facts in the details only', () => {
		const { context, description, message } = toNodeError(ENKASH, refused, redact);
		expect(context).toMatchObject({
			code: 'refused',
			data: {
				...{ kind: 'rejected', endpoint: 'Search', httpStatus: 200, enkashCode: 1 },
				answer: { why: '***' },
			},
		});
		expect(`${message} ${description}`).not.toMatch(/Search|200/);
	});
});

it('an item that goes on has no field called error, which makes n8n run a node again', () => {
	expect(failureFields(refused, redact)).toEqual({
		code: 'refused',
		reason: 'No <b>way</b>, ***',
		advice: 'Ask EnKash for the reason.',
		details: { kind: 'rejected', endpoint: 'Search', httpStatus: 200, enkashCode: 1 },
	});
});
