import { createRequire } from 'node:module';
import type { Email } from 'postal-mime';
import { z } from 'zod';
import { installN8n } from '../../../scripts/n8n/install.mts';

type Cell = string | number | null;

const workbook = z
	.object({ SheetNames: z.array(z.string()), Sheets: z.record(z.unknown()) })
	.passthrough();
const cells = z.array(z.array(z.union([z.string(), z.number(), z.null()])));

/** What n8n itself reads and writes Excel files with. */
interface Xlsx {
	read(bytes: Uint8Array): unknown;
	write(book: unknown, options: { type: 'buffer'; bookType: 'xlsx' }): Uint8Array;
	readonly utils: {
		sheet_to_json(sheet: unknown, options: { header: 1; defval: null }): unknown;
		aoa_to_sheet(rows: ReadonlyArray<readonly Cell[]>): unknown;
		book_new(): unknown;
		book_append_sheet(book: unknown, sheet: unknown, name: string): void;
	};
}

const xlsxModule = z.custom<Xlsx>((module) => typeof module === 'object');

async function xlsxOfN8n(): Promise<Xlsx> {
	const { script } = await installN8n();
	return xlsxModule.parse(createRequire(script)('@e965/xlsx'));
}

/** The rows of the first sheet of the Excel file that comes with an e-mail; empty cells are null. */
export async function attachedExcel(mail: Email | undefined): Promise<Cell[][]> {
	const content = mail?.attachments[0]?.content ?? '';
	if (typeof content === 'string') throw new Error('No file comes with the e-mail');
	const xlsx = await xlsxOfN8n();
	const { SheetNames, Sheets } = workbook.parse(xlsx.read(new Uint8Array(content)));
	return cells.parse(
		xlsx.utils.sheet_to_json(Sheets[SheetNames[0] ?? ''], { header: 1, defval: null }),
	);
}

/** An Excel file with these rows on its only sheet. */
export async function writeExcel(rows: ReadonlyArray<readonly Cell[]>): Promise<Buffer> {
	const xlsx = await xlsxOfN8n();
	const { utils } = xlsx;
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'List');
	return Buffer.from(xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }));
}
