import { ENDPOINTS, TOKEN_PATH } from '../enkash/contract/endpoints.ts';
import type { EndpointName } from '../enkash/contract/endpoints.ts';
import { admit } from './admission.mts';
import type { Admitted, Received } from './admission.mts';
import type { Answer } from './answers.mts';
import { PATH_SEAMS } from './behaviour.mts';
import type { Behaviour } from './behaviour.mts';
import type { CalledEndpoint } from './calls.mts';
import { getAccount } from './endpoints/account.mts';
import { allocate } from './endpoints/allocate.mts';
import { search } from './endpoints/search.mts';
import { issueToken } from './endpoints/token.mts';
import { listTransactions } from './endpoints/transactions.mts';
import type { World } from './world.mts';

/** What EnKash does at one of its paths. */
export interface Route {
	readonly endpoint: CalledEndpoint;
	/** Lets a request in, or throws `Refused`; calling what it returns does what was asked. */
	admit(world: World, received: Received): () => Answer;
}

function partner(
	endpoint: EndpointName,
	perform: (world: World, asked: Admitted) => Answer,
): Route {
	return {
		endpoint,
		admit(world, received) {
			const asked = admit(world, received);
			return () => perform(world, asked);
		},
	};
}

const ROUTES: readonly Route[] = [
	{
		endpoint: 'token',
		admit: (world, received) => () => issueToken(world, received),
	},
	partner('account', getAccount),
	partner('search', search),
	partner('allocate', allocate),
	partner('transactions', listTransactions),
];

/** What EnKash does at a path, if it knows it. */
export const routeAt = ({ behaviour }: World, path: string): Route | undefined =>
	ROUTES.find(({ endpoint }) => pathOf(endpoint, behaviour) === path);

const pathOf = (endpoint: CalledEndpoint, behaviour: Behaviour): string =>
	endpoint === 'token' ? TOKEN_PATH : (behaviour[PATH_SEAMS[endpoint]] ?? ENDPOINTS[endpoint].path);
