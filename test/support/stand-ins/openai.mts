import { z } from 'zod';
import { ok } from './service.mts';
import type { Service, ServiceAnswer, ServiceRequest } from './service.mts';

const asked = z.object({
	model: z.string(),
	messages: z.array(z.object({ role: z.string(), content: z.unknown() }).passthrough()),
	tools: z
		.array(
			z.object({
				function: z.object({ name: z.string(), parameters: z.record(z.unknown()) }).passthrough(),
			}),
		)
		.default([]),
});

/** What a model was asked: the conversation so far and the tools it was offered. */
export type ModelRequest = z.infer<typeof asked>;

/** What a model does next: it calls a tool or says something. */
export type ModelTurn =
	| { readonly call: string; readonly with: Readonly<Record<string, unknown>> }
	| { readonly say: string };

/** OpenAI's chat completions with a model that does what it is told beforehand, turn by turn. */
export class OpenAi implements Service {
	readonly hosts = ['api.openai.com'];
	requests: ModelRequest[] = [];

	readonly #key: string;
	#turns: readonly ModelTurn[] = [];

	constructor(key: string) {
		this.#key = key;
	}

	reset(): void {
		this.requests = [];
		this.#turns = [];
	}

	/** Says what the model will do from now on. */
	play(...turns: readonly ModelTurn[]): void {
		this.requests = [];
		this.#turns = turns;
	}

	/** What the tools answered so far, oldest first. */
	get toolAnswers(): string[] {
		const { messages = [] } = this.requests.at(-1) ?? {};
		return messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content));
	}

	answer({ body, headers, path }: ServiceRequest): ServiceAnswer {
		if (headers['authorization'] !== `Bearer ${this.#key}`) {
			return { status: 401, body: { error: { message: 'Incorrect API key provided' } } };
		}
		if (path !== '/v1/chat/completions') return { status: 404, body: { error: {} } };
		const turn = this.#turns[this.requests.length];
		const { model } = this.#note(asked.parse(JSON.parse(body)));
		if (turn === undefined) {
			return { status: 400, body: { error: { message: 'The model was told no further turn' } } };
		}
		return ok({
			...{ id: `chatcmpl-${this.requests.length}`, object: 'chat.completion', created: 0, model },
			choices: [{ index: 0, ...this.#choice(turn) }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		});
	}

	#note(request: ModelRequest): ModelRequest {
		this.requests.push(request);
		return request;
	}

	#choice(turn: ModelTurn) {
		if ('say' in turn) {
			return { finish_reason: 'stop', message: { role: 'assistant', content: turn.say } };
		}
		const call = { name: turn.call, arguments: JSON.stringify(turn.with) };
		const id = `call_${this.requests.length}`;
		return {
			finish_reason: 'tool_calls',
			message: {
				role: 'assistant',
				content: null,
				tool_calls: [{ id, type: 'function', function: call }],
			},
		};
	}
}
