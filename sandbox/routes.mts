import { ENDPOINTS, TOKEN_PATH } from '../enkash/contract/endpoints.ts';
import type { EndpointName } from '../enkash/contract/endpoints.ts';
import { admit } from './admission.mts';
import type { Admitted, Received } from './admission.mts';
import type { Answer } from './answers.mts';
import type { CalledEndpoint } from './calls.mts';
import { getAccount } from './endpoints/account.mts';
import { allocate } from './endpoints/allocate.mts';
import { search } from './endpoints/search.mts';
import { issueToken } from './endpoints/token.mts';
import { listTransactions } from './endpoints/transactions.mts';
import type { World } from './world.mts';

/** A path that EnKash serves. */
export interface Route {
	readonly endpoint: CalledEndpoint;
	readonly path: string;
	/** Lets a request in, or throws `Refused`; calling what it returns does what was asked. */
	admit(world: World, received: Received): () => Answer;
}

function partner(
	endpoint: EndpointName,
	perform: (world: World, asked: Admitted) => Answer,
): Route {
	return {
		endpoint,
		path: ENDPOINTS[endpoint].path,
		admit(world, received) {
			const asked = admit(world, received);
			return () => perform(world, asked);
		},
	};
}

export const ROUTES: readonly Route[] = [
	{
		endpoint: 'token',
		path: TOKEN_PATH,
		admit: (world, received) => () => issueToken(world, received),
	},
	partner('account', getAccount),
	partner('search', search),
	partner('allocate', allocate),
	partner('transactions', listTransactions),
];
