import { sandboxCredential } from '../../../scripts/credential.mts';
import type { CredentialFile } from '../../../scripts/n8n/cli.mts';
import { TOKENS } from '../stand-ins/services.mts';

/** Rupees that one payment of the assistant may move. */
export const CEILING = 500;

const oAuth2 = {
	clientId: 'stand-in',
	clientSecret: 'stand-in',
	oauthTokenData: { access_token: TOKENS.google, token_type: 'Bearer' },
};

const SERVICES: readonly CredentialFile[] = [
	{
		id: 'standInSlack0001',
		name: 'Slack stand-in',
		type: 'slackApi',
		data: { accessToken: TOKENS.slack },
	},
	{ id: 'standInSheets001', name: 'Sheets stand-in', type: 'googleSheetsOAuth2Api', data: oAuth2 },
	{ id: 'standInGmail0001', name: 'Gmail stand-in', type: 'gmailOAuth2', data: oAuth2 },
	{
		id: 'standInOpenAi001',
		name: 'OpenAI stand-in',
		type: 'openAiApi',
		data: { apiKey: TOKENS.openAi, url: 'https://api.openai.com/v1' },
	},
];

/** Everything that a person would connect: EnKash, EnKash with a ceiling, and the other services. */
export function credentialsFor(sandboxUrl: string): readonly CredentialFile[] {
	const enKash = sandboxCredential(sandboxUrl);
	const withCeiling: CredentialFile = {
		...enKash,
		id: 'enKashCeiling001',
		name: 'EnKash with a ceiling',
		data: { ...enKash.data, maxAmountPerAllocation: CEILING },
	};
	return [enKash, withCeiling, ...SERVICES];
}

/** The credential of a service that a node of this type is connected to. */
export const SERVICE_OF: Readonly<Record<string, CredentialFile | undefined>> = {
	'n8n-nodes-base.slack': SERVICES[0],
	'n8n-nodes-base.googleSheets': SERVICES[1],
	'n8n-nodes-base.gmail': SERVICES[2],
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': SERVICES[3],
};
