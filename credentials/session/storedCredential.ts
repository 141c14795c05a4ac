/** A credential as n8n hands it to the hooks. The same object within one request. */
export interface StoredCredential {
	readonly sessionToken?: unknown;
}

/** What a hook leaves for n8n to store with the credential; nothing: all stays as it is. */
export type Left = { readonly sessionToken?: string };
