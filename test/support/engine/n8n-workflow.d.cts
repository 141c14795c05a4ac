import type { getCredentialOwnRequestAllowedDomains as allowedDomains } from 'n8n-workflow';

export {
	createEmptyRunExecutionData,
	deepCopy,
	isExpression,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';

/** Absent in older versions of n8n, which do not limit what a credential asks for by itself. */
export const getCredentialOwnRequestAllowedDomains: typeof allowedDomains | undefined;
