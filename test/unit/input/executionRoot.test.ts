import { createRunExecutionData } from 'n8n-workflow';
import { executionRootOf } from '../../../nodes/EnKash/input/executionRoot.ts';

type Caller = Parameters<typeof executionRootOf>[0];
type Context = ReturnType<Caller['getExecutionContext']>;
type Data = Awaited<ReturnType<Caller['getExecutionDataById']>>;

const began = (establishedAt: number, parentExecutionId?: string): Context => ({
	version: 1,
	establishedAt,
	source: 'trigger',
	...(parentExecutionId === undefined ? {} : { parentExecutionId }),
});

const calledBy = (executionId: string, workflowId: string, executionContext: Context): Data =>
	createRunExecutionData({ parentExecution: { executionId, workflowId, executionContext } });

/** What n8n tells of an execution with id 9 in workflow "sub". */
const caller = (context: Context, stored: Readonly<Record<string, Data>> = {}): Caller => ({
	getExecutionContext: () => context,
	getExecutionId: () => '9',
	getWorkflow: () => ({ id: 'sub', active: true }),
	getExecutionDataById: async (id) => await Promise.resolve(stored[id]),
});

const ROOT = { beganAt: 1_000, key: '["main",1000]', isKnown: true };

it('is the execution itself where nobody called it', async () => {
	expect(await executionRootOf(caller(began(5_000)))).toEqual({
		...{ beganAt: 5_000, key: '["sub",5000]', isKnown: true },
	});
});

it('is the caller, however often it is retried under another id', async () => {
	for (const id of ['7', '8']) {
		const context = began(5_000, id);
		const stored = { '9': calledBy(id, 'main', began(1_000)) };
		expect(await executionRootOf(caller(context, stored))).toEqual(ROOT);
	}
});

it('is the outermost of several callers', async () => {
	const stored = {
		'9': calledBy('8', 'middle', began(3_000, '7')),
		'8': calledBy('7', 'main', began(1_000)),
	};
	expect(await executionRootOf(caller(began(5_000, '8'), stored))).toEqual(ROOT);
});

it('is an error workflow itself, which names what failed and was not called by it', async () => {
	const stored = { '9': createRunExecutionData({}) };
	expect(await executionRootOf(caller(began(5_000, '7'), stored))).toMatchObject({
		...{ beganAt: 5_000, isKnown: true },
	});
});

it.each<[string, Caller]>([
	['what called it is not stored', caller(began(5_000, '7'))],
	[
		'n8n does not tell when the caller began',
		caller(began(5_000, '7'), { '9': calledBy('7', 'main', undefined) }),
	],
	[
		'the database cannot be asked',
		{
			...caller(began(5_000, '7')),
			getExecutionDataById: async () => await Promise.reject(new Error('down')),
		},
	],
	[
		'executions call one another in a ring',
		caller(began(5_000, '9'), { '9': calledBy('9', 'sub', began(5_000, '9')) }),
	],
])('is not known where %s', async (_, context) => {
	expect(await executionRootOf(context)).toEqual({
		...{ beganAt: 5_000, key: 'execution 9', isKnown: false },
	});
});
