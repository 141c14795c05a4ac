import { searchRequest } from '../../enkash/contract/handle.ts';
import type { Admitted } from '../admission.mts';
import { refuse, success } from '../answers.mts';
import { handleRecord } from '../records.mts';
import { accountOf, listOf, read } from '../requests.mts';
import type { World } from '../world.mts';

const request = searchRequest.strict();

/** Get User Details and Get User Handle Details: one path (contract, sections 4.4 and 4.5). */
export function search(world: World, { body, query }: Admitted) {
	const asked = read(request, body);
	const account = accountOf(world, asked);
	const { ignoreFilters, unknownHandle } = world.settings;
	const { enKashCardId } = asked;
	if (enKashCardId === undefined || ignoreFilters) {
		return success(
			listOf(world, account.handles, query, (handle) => handleRecord(account, handle)),
		);
	}
	const handle = account.handle(enKashCardId);
	if (handle === undefined && unknownHandle === 'notFound') {
		refuse(404, `Card not found for enKashCardId: ${enKashCardId}`);
	}
	return success(
		listOf(world, handle ? [handle] : [], query, (each) => handleRecord(account, each)),
	);
}
