import { createHash, randomUUID } from 'node:crypto';
import {
	linkSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	unlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const credential = z.object({
	id: z.string(),
	name: z.string(),
	type: z.string(),
	data: z.record(z.union([z.string(), z.number(), z.boolean()])),
});
const processed = z.object({ mode: z.string(), data: z.array(z.string()) });

/** A row of n8n's credentials table, not encrypted. */
export type CredentialRow = z.infer<typeof credential>;
/** A row of n8n's table of processed data: hashes, the oldest first. */
export type ProcessedRow = z.infer<typeof processed>;

/** Where processed data belongs: to a workflow, or to one of its nodes. */
export interface ProcessedKey {
	readonly workflowId: string;
	readonly context: string;
}

/**
 * What this package meets of n8n's database, as files in n8n's own folder: several processes share
 * it, and it outlives them. Every write replaces a whole row at once; nothing locks between a read
 * and a write.
 */
export class Database {
	readonly folder: string;

	/** Opens a database that is there. */
	constructor(folder: string) {
		this.folder = folder;
	}

	/** An empty one. */
	static create(): Database {
		const folder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
		for (const table of ['credentials', 'processed', 'executions']) mkdirSync(join(folder, table));
		return new Database(folder);
	}

	/** Makes the table of processed data unusable. */
	breakDown(): void {
		renameSync(this.#processed, `${this.#processed}-gone`);
	}

	recover(): void {
		renameSync(`${this.#processed}-gone`, this.#processed);
	}

	delete(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** @throws {Error} if there is none with this id */
	credential(id: string): CredentialRow {
		return credential.parse(JSON.parse(readFileSync(this.#row('credentials', id), 'utf8')));
	}

	saveCredential(row: CredentialRow): void {
		this.#replace(this.#row('credentials', row.id), row);
	}

	processed(key: ProcessedKey): ProcessedRow | undefined {
		const text = readIfThere(this.#processedRow(key));
		return text === undefined ? undefined : processed.parse(JSON.parse(text));
	}

	/** @throws {Error} if the row is there already, as a unique key makes a database do */
	insertProcessed(key: ProcessedKey, row: ProcessedRow): void {
		const aside = this.#writeAside(row);
		try {
			linkSync(aside, this.#processedRow(key));
		} finally {
			unlinkSync(aside);
		}
	}

	updateProcessed(key: ProcessedKey, row: ProcessedRow): void {
		this.#replace(this.#processedRow(key), row);
	}

	deleteProcessed(key: ProcessedKey): void {
		rmSync(this.#processedRow(key), { force: true });
	}

	/** The next number, never given out twice. */
	newExecutionId(): string {
		for (let id = 1; ; id++) {
			try {
				mkdirSync(join(this.folder, 'executions', String(id)));
				return String(id);
			} catch (error) {
				if (!hasCode(error, 'EEXIST')) throw error;
			}
		}
	}

	get #processed(): string {
		return join(this.folder, 'processed');
	}

	#row(table: string, name: string): string {
		return join(this.folder, table, `${name}.json`);
	}

	#processedRow({ workflowId, context }: ProcessedKey): string {
		const name = createHash('sha256')
			.update(JSON.stringify([workflowId, context]))
			.digest('hex');
		return this.#row('processed', name);
	}

	#replace(file: string, row: object): void {
		renameSync(this.#writeAside(row), file);
	}

	#writeAside(row: object): string {
		const aside = join(this.folder, randomUUID());
		writeFileSync(aside, JSON.stringify(row));
		return aside;
	}
}

function readIfThere(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if (hasCode(error, 'ENOENT')) return undefined;
		throw error;
	}
}

const hasCode = (error: unknown, code: string) =>
	error instanceof Error && 'code' in error && error.code === code;
