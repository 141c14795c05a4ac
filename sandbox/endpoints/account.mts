import { accountRequest } from '../../enkash/contract/account.ts';
import type { Admitted } from '../admission.mts';
import { success } from '../answers.mts';
import { accountRecord } from '../records.mts';
import { accountOf, read } from '../requests.mts';
import type { World } from '../world.mts';

const request = accountRequest.strict();

/** EnKash's page "Get Petty Cash Account Details". */
export const getAccount = (world: World, { body }: Admitted) =>
	success(accountRecord(accountOf(world, read(request, body))));
