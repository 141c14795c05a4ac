import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { z } from 'zod';
import { ok } from './service.mts';
import type { Service, ServiceAnswer, ServiceRequest } from './service.mts';

const sent = z.object({ raw: z.string() });

const refused = (status: number, message: string): ServiceAnswer => ({
	status,
	body: { error: { code: status, message, status: 'UNAUTHENTICATED' } },
});

/** Gmail, as far as e-mails are sent. It takes one token only. */
export class Gmail implements Service {
	readonly hosts = ['www.googleapis.com', 'gmail.googleapis.com'];
	mails: Email[] = [];
	/** Google's words for why nothing can be sent; none when all is well. */
	refusal: string | undefined;

	readonly #token: string;

	constructor(token: string) {
		this.#token = token;
	}

	reset(): void {
		this.mails = [];
		this.refusal = undefined;
	}

	async answer({ body, headers, method, path }: ServiceRequest): Promise<ServiceAnswer> {
		if (headers['authorization'] !== `Bearer ${this.#token}`) return refused(401, 'Bad token');
		if (`${method} ${path}` !== 'POST /gmail/v1/users/me/messages/send') {
			return refused(404, 'Not found');
		}
		if (this.refusal !== undefined) return refused(403, this.refusal);
		const { raw } = sent.parse(JSON.parse(body));
		this.mails.push(await PostalMime.parse(Buffer.from(raw, 'base64url')));
		return ok({ id: `mail-${this.mails.length}`, labelIds: ['SENT'] });
	}
}
