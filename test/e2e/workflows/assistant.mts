import { beforeEach, expect, it } from '@jest/globals';
import { z } from 'zod';
import { OWNER } from '../../../scripts/bringup.mts';
import { RestSession } from '../../../scripts/n8n/rest-session.mts';
import { CEILING } from '../../support/office/credentials.mts';
import type { Office } from '../../support/office.mts';
import { moveIn } from '../../support/ready-workflow.mts';
import { until } from '../../../scripts/until.mts';

const TRIGGER = 'When somebody writes';
const SETTLED = new Set(['success', 'error', 'crashed', 'canceled']);

export function assists(at: () => Office): void {
	let id = '';
	beforeEach(async () => {
		id = await moveIn(at(), 'balance-assistant.json');
	});

	/** Writes into the chat of the editor and waits until the assistant is done. */
	const write = async (chatInput: string): Promise<string> => {
		const session = new RestSession(at().url);
		const person = { emailOrLdapLoginId: OWNER.email, password: OWNER.password };
		await session.post('/login', person, z.unknown());
		const { executionId } = await session.post(
			`/workflows/${id}/run`,
			{ triggerToStartFrom: { name: TRIGGER, data: heard(chatInput) } },
			z.object({ executionId: z.string() }),
		);
		const { status } = await until(
			async () => {
				const runs = await at().rest.executionsOf(id);
				return runs.find((run) => run.id === executionId && SETTLED.has(run.status));
			},
			{ what: 'an answer', withinMs: 90_000 },
		);
		return status;
	};

	const payTo = async (handleId: string, amount: number) => {
		const { openAi } = at().services;
		openAi.play({ call: 'Pay_a_handle', with: { handleId, amount } }, { say: 'Done.' });
		expect(await write(`Put ${amount} rupees on it`)).toBe('success');
		return openAi.toolAnswers.at(-1) ?? '';
	};

	it('gives the model what EnKash has, and nothing to choose but what its owner left open', async () => {
		const { openAi } = at().services;
		openAi.play({ call: 'Find_handles', with: { name: 'ravi' } }, { say: 'Ravi has ₹1,840.50.' });
		expect(await write('How much does Ravi have?')).toBe('success');

		expect(openAi.toolAnswers.at(-1)).toMatch(/"name":"Ravi Kumar".*"handleBalance":1840.5/);
		const [request] = openAi.requests;
		const choices = (request?.tools ?? []).map(({ function: { name, parameters } }) => [
			name,
			Object.keys(z.record(z.unknown()).parse(parameters['properties'])).sort(),
		]);
		expect(Object.fromEntries(choices)).toEqual({
			Look_up_the_account: [],
			Find_handles: ['email', 'mobile', 'name'],
			Look_up_payments: ['handleId'],
			Pay_a_handle: ['amount', 'handleId'],
		});
	});

	it('pays no more than the credential allows, whatever the model asks for', async () => {
		const { handles } = await at().enKash.account();
		const [, , lakshmi] = handles;
		const answer = await payTo(lakshmi?.enKashCardId ?? '', CEILING + 0.01);

		expect(answer).toContain(
			'₹500.01 is more than the ₹500.00 that the credential allows for one payment',
		);
		expect((await at().enKash.account()).transactions).toHaveLength(6);
		expect(await payTo(lakshmi?.enKashCardId ?? '', CEILING)).toContain('"outcome":"allocated"');
	});

	it('pays one handle once a day, even when the model asks again', async () => {
		const { handles } = await at().enKash.account();
		const handleId = handles[3]?.enKashCardId ?? '';

		expect(await payTo(handleId, 300)).toContain('"outcome":"allocated"');
		expect(await payTo(handleId, 300)).toContain('"outcome":"alreadyAllocated"');
		expect(await payTo(handleId, 200)).toContain('already got ₹300.00');
		const { commits, transactions } = await at().enKash.account();
		expect(transactions).toHaveLength(7);
		expect(Math.max(...Object.values(commits))).toBe(1);
	});
}

/** What the chat trigger puts out when the editor starts it. */
const heard = (chatInput: string) => ({
	...{
		startTime: 0,
		executionTime: 0,
		executionIndex: 0,
		executionStatus: 'success',
		source: [null],
	},
	data: { main: [[{ json: { sessionId: 'a chat', action: 'sendMessage', chatInput } }]] },
});
