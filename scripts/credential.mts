import { DEMO } from '../sandbox/company.mts';
import type { CredentialFile } from './n8n/cli.mts';

/** What the example workflows refer to. */
export const CREDENTIAL_ID = 'enKashStandIn001';
export const CREDENTIAL_NAME = 'EnKash sandbox';

/**
 * The credential with which n8n reaches the sandbox EnKash.
 *
 * @param sandboxUrl where the sandbox listens
 */
export function sandboxCredential(sandboxUrl: string): CredentialFile {
	return {
		id: CREDENTIAL_ID,
		name: CREDENTIAL_NAME,
		type: 'enKashApi',
		data: {
			environment: 'custom',
			baseUrl: sandboxUrl,
			tokenUrl: '',
			partnerId: DEMO.partnerId,
			companyId: DEMO.companyId,
			cardAccountId: DEMO.cardAccountId,
			authentication: 'login',
			username: DEMO.username,
			password: DEMO.password,
			clientId: DEMO.clientId,
			clientSecret: DEMO.clientSecret,
			payloadEncryption: 'off',
			maxAmountPerAllocation: 0,
			maxAmountPerExecution: 0,
		},
	};
}
