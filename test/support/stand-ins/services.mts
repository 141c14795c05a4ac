import { Gmail } from './gmail.mts';
import { OpenAi } from './openai.mts';
import type { Service } from './service.mts';
import { Sheets } from './sheets.mts';
import { Slack } from './slack.mts';

/** The only tokens that the stand-ins take. */
export const TOKENS = {
	slack: 'slack-stand-in-token',
	google: 'google-stand-in-token',
	openAi: 'openai-stand-in-key',
} as const;

const SPREADSHEET_ID = '1StandInStandInStandInStandIn0';

/** The link of the one spreadsheet that the stand-in for Google Sheets has. */
export const SPREADSHEET = `https://docs.google.com/spreadsheets/d/${SPREADSHEET_ID}/edit#gid=0`;

/** Stand-ins for the services that the ready workflows use beside EnKash. */
export class Services {
	readonly slack = new Slack(TOKENS.slack);
	readonly gmail = new Gmail(TOKENS.google);
	readonly sheets = new Sheets(TOKENS.google, SPREADSHEET_ID);
	readonly openAi = new OpenAi(TOKENS.openAi);
	readonly all: readonly Service[] = [this.slack, this.gmail, this.sheets, this.openAi];

	reset(): void {
		for (const service of this.all) service.reset();
	}
}
