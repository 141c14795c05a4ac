import { SessionDue } from './n8nFailure.ts';
import type { LoginResult } from '../../enkash/session/login.ts';
import type { AnnouncedLogin } from '../../enkash/session/state.ts';

/**
 * A step of opening a session. n8n lets a node store something in its credential by way of a request
 * only, so each step rides on a request that ends in the hooks and is never sent.
 */
export type Step =
	| { readonly kind: 'announce'; readonly announcement: AnnouncedLogin }
	| { readonly kind: 'logIn' };

export interface Ride {
	readonly step: Step;
	/** What a log-in came to. */
	result?: LoginResult;
	/** Whether the first hook was called, so that n8n has something to store. */
	taken: boolean;
	/** Whether n8n went on to the second hook: it does once that is stored. */
	stored: boolean;
}

/** The rides under way, by the credential object that n8n passes through both hooks. */
const rides = new WeakMap<object, Ride>();

export const rideOf = (credential: object): Ride | undefined => rides.get(credential);

/**
 * Takes a step: `request` is to send any request with that very credential object through n8n's
 * helper, and is expected to fail. Tells what a log-in came to, and whether the step was stored.
 */
export async function takeStep(
	credential: object,
	step: Step,
	request: () => Promise<unknown>,
): Promise<{ readonly result?: LoginResult; readonly stored: boolean }> {
	const ride: Ride = { step, taken: false, stored: false };
	rides.set(credential, ride);
	await request().catch(() => undefined);
	rides.delete(credential);
	return { result: ride.result, stored: ride.stored };
}

/** What ends the request that a step rides on, in the hook that is called last. */
export function endOf(ride: Ride): StepTaken | SessionDue {
	if (!ride.taken) return new SessionDue();
	ride.stored = true;
	return new StepTaken();
}

class StepTaken extends Error {
	constructor() {
		super('The session is being opened; this request is not meant to be sent');
		this.name = 'StepTaken';
	}
}
