import { z } from 'zod';
import { ok } from './service.mts';
import type { Service, ServiceAnswer, ServiceRequest } from './service.mts';

type Cell = string | number;

const refused = (status: number, message: string): ServiceAnswer => ({
	status,
	body: { error: { code: status, message } },
});

const update = z.object({
	data: z.array(
		z.object({
			range: z.string(),
			values: z.tuple([z.tuple([z.union([z.string(), z.number()])])]),
		}),
	),
});

/** Google Sheets with one spreadsheet, to be read, and written cell by cell. It takes one token only. */
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

	answer({ body, headers, method, path }: ServiceRequest): ServiceAnswer {
		if (headers['authorization'] !== `Bearer ${this.#token}`) return refused(401, 'Bad token');
		const place = `/v4/spreadsheets/${this.#spreadsheetId}`;
		if (method === 'POST' && path === `${place}/values:batchUpdate`) {
			for (const { range, values } of update.parse(JSON.parse(body)).data) {
				this.#write(range, values[0][0]);
			}
			return ok({});
		}
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

	/** @param range one cell, such as `Rewards!J2` */
	#write(range: string, value: Cell): void {
		const [, name = '', letter = '', number = ''] = /^'?([^'!]+)'?!([A-Z])(\d+)$/.exec(range) ?? [];
		const column = letter.charCodeAt(0) - 'A'.charCodeAt(0);
		const rows = this.sheets[name];
		if (rows === undefined) throw new Error(`No cell ${range}`);
		this.sheets[name] = rows.map((row, index) => {
			if (index !== Number(number) - 1) return row;
			const cells = Array.from(
				{ length: Math.max(row.length, column + 1) },
				(_, at) => row[at] ?? '',
			);
			return cells.map((cell, at) => (at === column ? value : cell));
		});
	}

	#properties() {
		return Object.keys(this.sheets).map((title, sheetId) => ({
			properties: { sheetId, title, index: sheetId },
		}));
	}
}
