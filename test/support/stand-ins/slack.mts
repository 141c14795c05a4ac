import { z } from 'zod';
import { ok } from './service.mts';
import type { Service, ServiceAnswer, ServiceRequest } from './service.mts';

const text = z.object({ text: z.string() }).passthrough();
const button = z.object({ text, url: z.string().optional() });
const block = z
	.object({ type: z.string(), text: text.optional(), elements: z.array(z.unknown()).optional() })
	.passthrough();
const posted = z.object({
	channel: z.string(),
	text: z.string().optional(),
	blocks: z.array(block).optional(),
});

/** A message as its readers see it. */
export interface SlackMessage {
	readonly channel: string;
	readonly text: string;
	/** What its buttons open, by what is written on them. */
	readonly buttons: Readonly<Record<string, string>>;
}

/** Slack's Web API, as far as messages are posted. It takes one token only. */
export class Slack implements Service {
	readonly hosts = ['slack.com'];
	messages: SlackMessage[] = [];
	/** Slack's word for why nothing can be posted; none when all is well. */
	refusal: string | undefined;

	readonly #token: string;

	constructor(token: string) {
		this.#token = token;
	}

	reset(): void {
		this.messages = [];
		this.refusal = undefined;
	}

	answer({ body, headers, path }: ServiceRequest): ServiceAnswer {
		if (headers['authorization'] !== `Bearer ${this.#token}`) {
			return ok({ ok: false, error: 'invalid_auth' });
		}
		if (path !== '/api/chat.postMessage') return ok({ ok: false, error: 'unknown_method' });
		if (this.refusal !== undefined) return ok({ ok: false, error: this.refusal });
		const { blocks = [], channel, text: plain } = posted.parse(JSON.parse(body));
		this.messages.push({
			channel,
			text: plain ?? blocks.map((each) => each.text?.text ?? '').join('\n'),
			buttons: Object.fromEntries(
				blocks
					.filter(({ type }) => type === 'actions')
					.flatMap(({ elements = [] }) => elements.map((each) => button.parse(each)))
					.map((each) => [each.text.text, each.url ?? '']),
			),
		});
		return ok({ ok: true, channel, ts: '1763900000.000100', message: { text: plain } });
	}
}
