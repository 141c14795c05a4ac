/** A credential as n8n hands it to the hooks. The same object within one request. */
export interface StoredCredential {
	readonly sessionToken?: unknown;
}

/** What a hook has n8n store with the credential; nothing: all stays as it is. */
export type ToStore = { readonly sessionToken?: string };
