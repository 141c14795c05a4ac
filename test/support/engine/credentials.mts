import { Credentials, getAdditionalKeys } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialsHelper,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { CredentialRow, Database } from './database.mts';
import {
	getCredentialOwnRequestAllowedDomains,
	isExpression,
	NodeHelpers,
} from './n8n-workflow.cjs';

type Secrets = ICredentialDataDecryptedObject;

export interface CredentialTypes {
	credentialType(name: string): ICredentialType;
}

/**
 * n8n's credentials helper as far as requests meet it (n8n/dist/credentials-helper.js, which only
 * the whole of n8n has): when it renews, what it stores, what a caller is handed.
 */
export class StoredCredentials implements ICredentialsHelper {
	readonly #database: Database;
	readonly #types: CredentialTypes;

	constructor(database: Database, types: CredentialTypes) {
		this.#database = database;
		this.#types = types;
	}

	async authenticate(
		credentials: Secrets,
		typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.#types.credentialType(typeName);
		if (typeof authenticate !== 'function') throw new Error('Only functions are known here');
		return await authenticate(credentials, requestOptions);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Secrets,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<Secrets | undefined> {
		const type = this.#types.credentialType(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (expirable === undefined || type.preAuthentication === undefined) return undefined;
		if (credentials[expirable.name] !== '' && !credentialsExpired) return undefined;
		const renewed = await type.preAuthentication.call(
			withinDomains(helpers, credentials),
			credentials,
		);
		const details = node.credentials?.[typeName];
		if (renewed[expirable.name] === undefined || details === undefined) return undefined;
		const row = this.#row(details);
		const kept = Object.entries(renewed).filter(
			([name]) => name === expirable.name || !isExpression(row.data[name]),
		);
		const stored = { ...row.data, ...scalars(Object.fromEntries(kept)) };
		await this.updateCredentials(details, typeName, stored);
		return Object.assign(credentials, renewed);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Secrets,
		typeName: string,
	): Promise<Secrets | undefined> {
		const { preAuthentication } = this.#types.credentialType(typeName);
		const renewed = await preAuthentication?.call(withinDomains(helpers, credentials), credentials);
		return renewed && scalars(renewed);
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(typeName: string, nodeType: string): boolean {
		const { restrictToSupportedNodes, supportedNodes = [] } = this.#types.credentialType(typeName);
		return restrictToSupportedNodes !== true || supportedNodes.includes(nodeType);
	}

	getCredentialsProperties(typeName: string): INodeProperties[] {
		return this.#types.credentialType(typeName).properties;
	}

	async getCredentials(details: INodeCredentialsDetails, typeName: string): Promise<ICredentials> {
		const { id, name, data } = this.#row(details);
		const credentials = new Credentials({ id, name }, typeName);
		await credentials.setData(data);
		return credentials;
	}

	/** A fresh copy each time, with defaults and expressions filled in. */
	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		typeName: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<Secrets> {
		await Promise.resolve();
		const { data } = this.#row(details);
		if (raw === true) return data;
		const filled = this.withDefaults(typeName, data);
		if (values === undefined) return filled;
		const { connectionInputData, itemIndex, node, runExecutionData, runIndex, workflow } = values;
		const resolved = workflow.expression.getParameterValue(
			filled,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			getAdditionalKeys(additionalData, mode, null, { isCredential: true }),
			executeData,
			false,
			filled,
		);
		return scalars(resolved);
	}

	/** What a form that shows only some of its fields stands for. */
	withDefaults(typeName: string, data: CredentialRow['data']): CredentialRow['data'] {
		const properties = this.getCredentialsProperties(typeName);
		const own = scalars(NodeHelpers.getNodeParameters(properties, data, true, false, null, null));
		// n8n adds these two to the form of every credential.
		const { allowedDomains, allowedHttpRequestDomains } = data;
		return { ...own, ...scalars({ allowedDomains, allowedHttpRequestDomains }) };
	}

	async updateCredentials(
		details: INodeCredentialsDetails,
		_typeName: string,
		data: Secrets,
	): Promise<void> {
		await Promise.resolve();
		this.#database.saveCredential({ ...this.#row(details), data: scalars(data) });
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		await Promise.reject(new Error('Not an OAuth credential'));
	}

	#row({ id, name }: INodeCredentialsDetails): CredentialRow {
		if (!id) throw new Error(`Credential ${name} has no id`);
		return this.#database.credential(id);
	}
}

/** The same for a form that is being tested: it is read in place of what is stored. */
export class FormCredentials extends StoredCredentials {
	readonly data: CredentialRow['data'];

	constructor(database: Database, types: CredentialTypes, { data, type }: CredentialRow) {
		super(database, types);
		this.data = this.withDefaults(type, data);
	}

	override async getDecrypted(): Promise<Secrets> {
		return await Promise.resolve(this.data);
	}
}

/** What a credential asks for by itself stays within the domains that its owner allows. */
function withinDomains({ helpers }: IHttpRequestHelper, credentials: Secrets): IHttpRequestHelper {
	const allowedDomains = getCredentialOwnRequestAllowedDomains?.(credentials);
	if (allowedDomains === undefined) return { helpers };
	return {
		helpers: {
			httpRequest: async (options) => {
				const answer: unknown = await helpers.httpRequest({ ...options, allowedDomains });
				return answer;
			},
		},
	};
}

/** This package's credential has no other kinds of fields. */
function scalars(data: unknown): CredentialRow['data'] {
	const fields = typeof data === 'object' && data !== null ? Object.entries(data) : [];
	const kept: CredentialRow['data'] = {};
	for (const [name, value] of fields) {
		if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
			kept[name] = value;
		}
	}
	return kept;
}
