import { randomBytes } from 'node:crypto';
import { cipherOf } from './cipher.mts';
import type { Fault } from './faults.mts';
import { gatewayError, tooManyRequests, webPage } from './deliveries.mts';
import type { Delivery, Ending } from './deliveries.mts';
import { changed, everyObject, inOtherEnvelope, without } from './rewriting.mts';
import type { Fields } from './fields.mts';

/** What a fault does to the exchange that meets it. */
export interface Effect {
	/** The end of it, before EnKash did anything. */
	readonly before?: Ending;
	/** The end of it, and how much later EnKash does it. */
	readonly late?: { readonly ms: number; readonly ending: Ending };
	/** The end of it, in place of EnKash's answer. */
	readonly after?: Ending;
	/** How long the answer is held back, ms. */
	readonly answerAfterMs?: number;
	/** The answer is still JSON, but not what the contract says. */
	readonly rewrite?: (body: Fields) => Fields;
	/** The answer is nothing that the contract knows. */
	readonly garble?: (answer: Delivery) => Delivery;
}

export function effectOf(fault: Fault): Effect {
	switch (fault.fault) {
		case 'dropBeforeCommit':
			return { before: 'lost' };
		case 'hangBeforeCommit':
			return { before: 'never' };
		case 'statusBeforeCommit':
			return { before: gatewayError(fault.status, fault.body) };
		case 'rateLimited':
			return { before: tooManyRequests(fault.retryAfter, fault.as) };
		case 'dropAfterCommit':
			return { after: 'lost' };
		case 'hangAfterCommit':
			return { after: 'never' };
		case 'statusAfterCommit':
			return { after: gatewayError(fault.status, fault.body) };
		case 'lateCommit':
			return { late: { ms: fault.afterMs, ending: fault.answer ? gatewayError(504) : 'lost' } };
		case 'slow':
			return { answerAfterMs: fault.afterMs };
		case 'otherEnvelope':
			return { rewrite: inOtherEnvelope };
		case 'missingFields':
			return { rewrite: (body) => everyObject(body, (fields) => without(fields, fault.fields)) };
		case 'extraFields':
			return { rewrite: (body) => everyObject(body, (fields) => ({ ...fields, ...UNHEARD_OF })) };
		case 'wrongAmount':
			return { rewrite: (body) => everyObject(body, oneRupeeMore) };
		case 'wrongReference':
			return { rewrite: (body) => everyObject(body, underAnotherReference) };
		case 'longerTexts':
			return { rewrite: (body) => everyObject(body, (fields) => longer(fields, fault)) };
		case 'malformedJson':
			return { garble: (answer) => ({ ...answer, text: firstHalf(answer.text) }) };
		case 'emptyBody':
			return { garble: (answer) => ({ ...answer, text: '' }) };
		case 'htmlBody':
			return { garble: () => webPage(200, 'Welcome') };
		case 'undecryptable':
			return { garble: (answer) => ({ ...answer, text: underALostSecret(answer.text) }) };
	}
}

const UNHEARD_OF = {
	loyaltyTier: { name: 'GOLD', label: 'Gold', since: null },
	x_trace: ['a', 1, { deep: true }],
};

const oneRupeeMore = (fields: Fields): Fields =>
	changed(fields, ['loadAmount', 'amount'], (value) =>
		typeof value === 'number' ? value + 1 : value,
	);

const underAnotherReference = (fields: Fields): Fields =>
	changed(fields, ['pgReferenceNumber'], () => 'NOT-YOURS');

const longer = (fields: Fields, { fields: names, text }: LongerTexts): Fields =>
	changed(fields, names, (value) => (typeof value === 'string' ? `${value} ${text}` : value));

type LongerTexts = Extract<Fault, { fault: 'longerTexts' }>;

const firstHalf = (text: string): string => text.slice(0, text.length / 2);

const underALostSecret = (text: string): string =>
	JSON.stringify({ request: cipherOf(randomBytes(20).toString('hex')).encrypt(text) });
