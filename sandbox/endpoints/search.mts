import { searchRequest } from '../../enkash/contract/handle.ts';
import type { SearchRequest } from '../../enkash/contract/handle.ts';
import type { Account, Handle } from '../account.mts';
import type { Admitted } from '../admission.mts';
import { refuse, success } from '../answers.mts';
import type { Behaviour } from '../behaviour.mts';
import { counted, pageOf } from '../pages.mts';
import { handleRecord } from '../records.mts';
import { accountOf, read } from '../requests.mts';
import type { World } from '../world.mts';

const request = searchRequest.strict();

/** EnKash's pages "Get User Details" and "Get User Handle Details": one path. */
export function search(world: World, { body, query }: Admitted) {
	const asked = read(request, body);
	const account = accountOf(world, asked);
	const { behaviour } = world;
	const { searchPaging, searchList = counted, searchFields = asTheyAre } = behaviour;
	const page = pageOf(find(account, asked, behaviour), query, behaviour, searchPaging);
	const records = page.records.map((handle) => searchFields(handleRecord(account, handle)));
	return success(searchList({ ...page, records }));
}

const asTheyAre = <T,>(record: T): T => record;

function find(account: Account, asked: SearchRequest, behaviour: Behaviour): readonly Handle[] {
	const { searchHeard = asTheyAre, ignoreFilters, unknownHandle } = behaviour;
	const { enKashCardId } = searchHeard(asked);
	if (enKashCardId === undefined || ignoreFilters) return account.handles;
	const handle = account.handle(enKashCardId);
	if (handle === undefined && unknownHandle === 'notFound') {
		refuse(404, `Card not found for enKashCardId: ${enKashCardId}`);
	}
	return handle === undefined ? [] : [handle];
}
