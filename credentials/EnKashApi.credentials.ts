import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { type EndpointName, HOSTS, KNOWN_PATHS } from '../enkash/contract/endpoints.ts';
import { LABELS } from '../enkash/connection.ts';
import { TEST_HEADER } from './session/credentialTest.ts';
import { authorise, renewSession } from './session/hooks.ts';

const loginOnly = { show: { authentication: ['login'] } };
const customOnly = { show: { environment: ['custom'] } };
const encryptedOnly = { show: { payloadEncryption: ['request', 'requestAndResponse'] } };

/** What the maximum amounts do not hold. */
const NOT_HELD =
	'It does not stop amounts split across several payments or executions, payments made outside this n8n, or payments by anyone who can edit this credential.';

/** The field of a path that differs at some companies. */
const path = (
	name: 'accountPath' | 'searchPath' | 'allocatePath' | 'transactionPath',
	endpoint: EndpointName,
	purpose: string,
): INodeProperties => ({
	displayName: LABELS[name],
	name,
	type: 'string',
	default: KNOWN_PATHS[endpoint],
	displayOptions: customOnly,
	description: `The path under the base URL where EnKash ${purpose}`,
});

const PATHS = [
	path('accountPath', 'account', 'gives the details of an account'),
	path('searchPath', 'search', 'lists handles'),
	path('allocatePath', 'allocate', 'moves money to and from handles'),
	path('transactionPath', 'transactions', 'lists transactions'),
];

export class EnKashApi implements ICredentialType {
	name = 'enKashApi';

	displayName = 'EnKash API';

	icon: Icon = { light: 'file:../icons/enkash.svg', dark: 'file:../icons/enkash.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-enkash/n8n-nodes-enkash#the-credential-step-by-step';

	properties: INodeProperties[] = [
		{
			displayName: LABELS.environment,
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Test (UAT)', value: 'uat' },
				{ name: 'Production', value: 'production' },
				{ name: 'Custom', value: 'custom' },
			],
			default: 'uat',
			description: 'Which EnKash environment to use. Test moves no real money.',
		},
		{
			displayName:
				'This package has not yet been tried against EnKash\'s production servers. First run the operation "Check Setup" of Account. Then pay one rupee to yourself in Test and run the same workflow again: the outcome must be "alreadyAllocated".',
			name: 'productionNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { environment: ['production'] } },
		},
		{
			displayName: LABELS.baseUrl,
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://pay-en-uat.enkash.in',
			displayOptions: customOnly,
			description: 'Where requests are sent. Plain http is accepted only for this machine.',
		},
		{
			displayName: LABELS.tokenUrl,
			name: 'tokenUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://ekpayout-uat.enkash.in/oauth/token',
			displayOptions: customOnly,
			description: 'Where to log in. Leave empty to use /oauth/token under the base URL.',
		},
		...PATHS,
		{
			displayName: LABELS.partnerId,
			name: 'partnerId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. CRMXWB3ZM',
			description: 'Given to you by EnKash. It starts with CR.',
		},
		{
			displayName: LABELS.companyId,
			name: 'companyId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. CEK1PU9AOO',
			description: 'Given to you by EnKash. It starts with CEK.',
		},
		{
			displayName: LABELS.cardAccountId,
			name: 'cardAccountId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. CAQL8YCV3',
			description:
				'The account that money is taken from, unless an operation names a different one',
		},
		{
			displayName: LABELS.authentication,
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'Log In', value: 'login' },
				{ name: 'Access Token', value: 'accessToken' },
			],
			default: 'login',
			description: 'Whether to log in, or to use a bearer token that was issued elsewhere',
		},
		{
			displayName: LABELS.username,
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			displayOptions: loginOnly,
			description: 'The user name that EnKash gave you for the API: a mobile number or an e-mail',
		},
		{
			displayName: LABELS.password,
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: loginOnly,
		},
		{
			displayName: LABELS.clientId,
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. CEK1PU9AOO',
			displayOptions: loginOnly,
			description: 'Usually the same as the company ID',
		},
		{
			displayName: LABELS.clientSecret,
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: loginOnly,
		},
		{
			displayName: LABELS.loginAttempt,
			name: 'loginAttempt',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 1,
			displayOptions: loginOnly,
			description:
				'Raise it by 1 to resend a log-in that EnKash did not accept. The same log-in is sent automatically at most twice, 15 minutes apart, since EnKash locks an account after three refused log-ins.',
		},
		{
			displayName: LABELS.accessToken,
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['accessToken'] } },
			description: 'A bearer token issued by EnKash. It is used as entered and never renewed.',
		},
		{
			displayName: LABELS.allocationType,
			name: 'allocationType',
			type: 'options',
			options: [
				{ name: 'Funds', value: 'ALLOCATE_FUND' },
				{ name: 'Points', value: 'ALLOCATE_POINT' },
			],
			default: 'ALLOCATE_POINT',
			description: 'How EnKash books the money. Ask EnKash which one your account uses.',
		},
		{
			displayName: LABELS.payloadEncryption,
			name: 'payloadEncryption',
			type: 'options',
			options: [
				{ name: 'Off', value: 'off' },
				{ name: 'Requests', value: 'request' },
				{ name: 'Requests and Responses', value: 'requestAndResponse' },
			],
			default: 'off',
			description: 'Whether EnKash has switched payload encryption (AES) on for your company',
		},
		{
			displayName: LABELS.encryptionSecret,
			name: 'encryptionSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: encryptedOnly,
			description: 'The secret used to encrypt payloads. Leave empty to use the client secret.',
		},
		{
			displayName: `${LABELS.maxAmountPerAllocation} (₹)`,
			name: 'maxAmountPerAllocation',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			hint: '0 means no limit',
			description: `The most that one payment by the EnKash node may move, in rupees. ${NOT_HELD}`,
		},
		{
			displayName: `${LABELS.maxAmountPerExecution} (₹)`,
			name: 'maxAmountPerExecution',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			hint: '0 means no limit',
			description: `The most that the EnKash node may move in one execution of a workflow, in rupees. ${NOT_HELD}`,
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			// n8n renews what is expirable; as a password it is masked in the form, so that Test sees the
			// stored session instead of an empty one.
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: HOSTS.uat.baseUrl,
			url: KNOWN_PATHS.account,
			headers: { [TEST_HEADER]: 'true' },
		},
	};

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await renewSession(
			credentials,
			async (options) => await this.helpers.httpRequest(options),
		);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return authorise(credentials, requestOptions);
	}
}
