import { cipherIn } from './admission.mts';
import type { Received } from './admission.mts';
import { enclose, Refused, variantOf } from './answers.mts';
import type { Answer } from './answers.mts';
import { JSON_TYPE } from './deliveries.mts';
import type { Ending } from './deliveries.mts';
import type { Effect } from './effects.mts';
import type { Route } from './routes.mts';
import type { World } from './world.mts';

/** Handles one request: its way in, what it does at EnKash, and the answer's way back. */
export async function exchange(
	world: World,
	route: Route,
	received: Received,
	effect: Effect,
): Promise<Ending> {
	await world.clock.sleep(world.settings.latency);
	if (effect.before !== undefined) return effect.before;

	const work = admitted(world, route, received);
	if (effect.late !== undefined) {
		world.clock.later(effect.late.ms, work);
		return effect.late.ending;
	}
	const answer = work();
	if (effect.after !== undefined) return effect.after;
	if (effect.answerAfterMs !== undefined) await world.clock.sleep(effect.answerAfterMs);
	return written(world, route, answer, effect);
}

/** Whether the request is let in is decided now; what it does happens when the work is called. */
function admitted(world: World, route: Route, received: Received): () => Answer {
	try {
		const perform = route.admit(world, received);
		return () => orRefused(perform);
	} catch (error) {
		return () => refusedWith(error);
	}
}

function orRefused(perform: () => Answer): Answer {
	try {
		return perform();
	} catch (error) {
		return refusedWith(error);
	}
}

function refusedWith(error: unknown): Answer {
	if (error instanceof Refused) return error.answer;
	throw error;
}

/** The answer in its envelope, encrypted where that was agreed: OAuth errors never are. */
function written(world: World, route: Route, answer: Answer, effect: Effect): Ending {
	if (typeof answer === 'string' || 'text' in answer) return answer;
	const { envelope, encryption } = world.settings;
	const isEnveloped = 'code' in answer;
	const { status, headers, body } = isEnveloped
		? enclose(answer, variantOf(route.endpoint, envelope))
		: answer;
	const plain = JSON.stringify(effect.rewrite?.(body) ?? body);
	const isEncrypted = isEnveloped && encryption === 'both';
	const text = isEncrypted ? JSON.stringify({ request: cipherIn(world).encrypt(plain) }) : plain;
	const delivery = { status, headers: { ...JSON_TYPE, ...headers }, text };
	return effect.garble?.(delivery) ?? delivery;
}
