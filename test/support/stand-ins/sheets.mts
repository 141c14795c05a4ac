import { ok } from './service.mts';
import type { Service, ServiceAnswer, ServiceRequest } from './service.mts';

type Cell = string | number;

const refused = (status: number, message: string): ServiceAnswer => ({
	status,
	body: { error: { code: status, message } },
});

/** Google Sheets with one spreadsheet, to be read. It takes one token only. */
export class Sheets implements Service {
	readonly hosts = ['sheets.googleapis.com'];
	/** Rows by the name of their sheet; the first row are the headings. */
	sheets: Record<string, readonly (readonly Cell[])[]> = {};

	readonly #token: string;
	readonly #spreadsheetId: string;

	constructor(token: string, spreadsheetId: string) {
		this.#token = token;
		this.#spreadsheetId = spreadsheetId;
	}

	reset(): void {
		this.sheets = {};
	}

	answer({ headers, method, path }: ServiceRequest): ServiceAnswer {
		if (headers['authorization'] !== `Bearer ${this.#token}`) return refused(401, 'Bad token');
		const place = `/v4/spreadsheets/${this.#spreadsheetId}`;
		if (method !== 'GET' || !path.startsWith(place)) {
			return refused(404, 'Requested entity was not found.');
		}
		if (path === place) return ok({ sheets: this.#properties() });
		const [, name] = /^\/values\/'?([^'!]+)'?/.exec(path.slice(place.length)) ?? [];
		const rows = name === undefined ? undefined : this.sheets[name];
		return rows === undefined
			? refused(400, `Unable to parse range: ${path}`)
			: ok({ range: name, majorDimension: 'ROWS', values: rows });
	}

	#properties() {
		return Object.keys(this.sheets).map((title, sheetId) => ({
			properties: { sheetId, title, index: sheetId },
		}));
	}
}
