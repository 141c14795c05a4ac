import { z } from 'zod';
import type { CalledEndpoint } from './calls.mts';

const milliseconds = z.number().int().min(0).max(600_000);

/** When a fault happens. */
const when = {
	endpoint: z.enum(['token', 'account', 'search', 'allocate', 'transactions']),
	/** How often it happens in all. */
	times: z.union([z.number().int().min(1), z.literal('always')]).default(1),
	/** So many calls pass first. */
	after: z.number().int().min(0).default(0),
	/** Then it happens at every n-th call. */
	every: z.number().int().min(1).default(1),
	/** Only at calls that name this reference. */
	reference: z.string().min(1).optional(),
};

const gatewayError = {
	...when,
	/** What a gateway, a firewall or the guard of the tokens may say by itself. */
	status: z.union([
		z.literal(401),
		z.literal(403),
		z.literal(429),
		z.literal(500),
		z.literal(502),
		z.literal(503),
		z.literal(504),
	]),
	body: z.enum(['json', 'html']).default('json'),
};

const fault = <Name extends string>(name: Name) =>
	z.object({ ...when, fault: z.literal(name) }).strict();

/** Everything that can go wrong between a caller and EnKash, and when. */
export const faultSchema = z.discriminatedUnion('fault', [
	/** The connection is lost before EnKash did anything. */
	fault('dropBeforeCommit'),
	/** The connection is lost after EnKash did it. */
	fault('dropAfterCommit'),
	/** No answer ever, nothing done. */
	fault('hangBeforeCommit'),
	/** No answer ever, but done. */
	fault('hangAfterCommit'),
	/** The answer is lost at once (or is a 504), and it is done `afterMs` later. */
	fault('lateCommit').extend({ afterMs: milliseconds, answer: z.literal(504).optional() }),
	/** 429, with a Retry-After in seconds, as a date that many seconds ahead, or without one. */
	fault('rateLimited').extend({
		retryAfter: z.number().int().min(0).max(3600).optional(),
		as: z.enum(['seconds', 'date']).default('seconds'),
	}),
	z.object({ ...gatewayError, fault: z.literal('statusBeforeCommit') }).strict(),
	z.object({ ...gatewayError, fault: z.literal('statusAfterCommit') }).strict(),
	/** Done; the answer is JSON that ends in the middle. */
	fault('malformedJson'),
	/** Done; the answer has no body. */
	fault('emptyBody'),
	/** Done; the answer is a web page with status 200. */
	fault('htmlBody'),
	/** Done; the answer comes in the other envelope. */
	fault('otherEnvelope'),
	/** Done; these fields are missing wherever they would stand. */
	fault('missingFields').extend({ fields: z.array(z.string().min(1)).min(1) }),
	/** Done; every object of the answer has fields that nobody knows. */
	fault('extraFields'),
	/** Done; the answer names an amount one rupee too high. */
	fault('wrongAmount'),
	/** Done; the answer names another reference. */
	fault('wrongReference'),
	/** Done; whatever the answer says in these fields goes on with this text. */
	fault('longerTexts').extend({ fields: z.array(z.string().min(1)).min(1), text: z.string() }),
	/** Done at once; the answer comes `afterMs` later. */
	fault('slow').extend({ afterMs: milliseconds }),
	/** Done; the answer is encrypted under a secret that nobody knows. */
	fault('undecryptable'),
]);

/** A fault as a script writes it. */
export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;

interface Rule {
	readonly fault: Fault;
	seen: number;
	fired: number;
}

/** The script of faults. Rules are asked in order; the first that fires has the call to itself. */
export class FaultScript {
	#rules: Rule[] = [];

	add(faults: readonly Fault[]): void {
		this.#rules.push(...faults.map((fault) => ({ fault, seen: 0, fired: 0 })));
	}

	clear(): void {
		this.#rules = [];
	}

	list() {
		return this.#rules.map(({ fault, fired }) => ({ ...fault, fired }));
	}

	/** The fault that this call meets, if any. */
	take(endpoint: CalledEndpoint, references: readonly string[]): Fault | undefined {
		return this.#rules.find((rule) => fires(rule, endpoint, references))?.fault;
	}
}

function fires(rule: Rule, endpoint: CalledEndpoint, references: readonly string[]): boolean {
	const { fault, fired } = rule;
	if (fault.endpoint !== endpoint) return false;
	if (fault.reference !== undefined && !references.includes(fault.reference)) return false;
	if (fault.times !== 'always' && fired >= fault.times) return false;
	rule.seen += 1;
	const beyond = rule.seen - fault.after;
	if (beyond <= 0 || beyond % fault.every !== 0) return false;
	rule.fired += 1;
	return true;
}
