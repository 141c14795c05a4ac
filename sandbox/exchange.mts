import { cipherIn } from './admission.mts';
import type { Received } from './admission.mts';
import { enclose, Refused, variantOf } from './answers.mts';
import type { Answer, Bare, Enveloped } from './answers.mts';
import type { CalledEndpoint } from './calls.mts';
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
	const { behaviour, clock } = world;
	await clock.sleep(behaviour.latency);
	if (effect.before !== undefined) return effect.before;

	const work = admitted(world, route, received);
	if (effect.late !== undefined) {
		clock.later(effect.late.ms, work);
		return effect.late.ending;
	}
	const answer = work();
	if (effect.after !== undefined) return effect.after;
	await clock.sleep(effect.answerAfterMs ?? answersAfter(world, route.endpoint));
	return written(world, route.endpoint, answer, effect);
}

const answersAfter = ({ behaviour }: World, endpoint: CalledEndpoint): number =>
	endpoint === 'allocate' ? (behaviour.answersAfter ?? 0) * behaviour.timeScale : 0;

/** Whether the request is let in is decided now; what it does happens when the work is called. */
function admitted(world: World, route: Route, received: Received): () => Answer {
	const inTheWay = world.behaviour.gate?.(route.endpoint);
	if (inTheWay !== undefined) return () => inTheWay;
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

/** The answer in its envelope, encrypted where that was agreed: what has no envelope never is. */
function written(world: World, endpoint: CalledEndpoint, answer: Answer, effect: Effect): Ending {
	if (typeof answer === 'string' || 'text' in answer) return answer;
	const isEnveloped = 'code' in answer;
	const { headers, body } = isEnveloped ? enveloped(world, endpoint, answer) : answer;
	const plain = JSON.stringify(effect.rewrite?.(body) ?? body);
	const isEncrypted = isEnveloped && world.behaviour.encryption === 'both';
	const text = isEncrypted ? JSON.stringify({ request: cipherIn(world).encrypt(plain) }) : plain;
	const delivery = { status: answer.status, headers: { ...JSON_TYPE, ...headers }, text };
	return effect.garble?.(delivery) ?? delivery;
}

function enveloped({ behaviour }: World, endpoint: CalledEndpoint, answer: Enveloped): Bare {
	const body =
		behaviour.envelop?.(answer) ?? enclose(answer, variantOf(endpoint, behaviour.envelope));
	return { status: answer.status, body };
}
