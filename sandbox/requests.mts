import type { z } from 'zod';
import type { Account } from './account.mts';
import { refuse } from './answers.mts';
import { isFields } from './fields.mts';
import type { World } from './world.mts';

/** A schema that takes anything and yields `T`. */
export type Schema<T> = z.ZodType<T, z.ZodTypeDef, unknown>;

/**
 * Reads a body as a schema says. What is missing is a 400, what is wrong a 422, as in the table of
 * EnKash's Rewards.
 */
export function read<T>(schema: Schema<T>, body: unknown): T {
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const field = issue?.path.join('.') ?? '';
	if (isFields(body) && field !== '' && body[field] === undefined) {
		refuse(400, `${field} is mandatory`);
	}
	return refuse(422, `${field || 'request'}: ${issue?.message ?? 'invalid'}`);
}

/** The account that a request names. */
export function accountOf(
	world: World,
	{ companyId, cardAccountId }: { readonly companyId: string; readonly cardAccountId: string },
): Account {
	const account = world.ledger.get(cardAccountId);
	if (world.behaviour.refuseAccount || account?.companyId !== companyId) {
		refuse(
			404,
			`Card account not found for companyId: ${companyId} and cardAccountId: ${cardAccountId}`,
		);
	}
	return account;
}
