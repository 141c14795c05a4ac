import type { IExecuteFunctions } from 'n8n-workflow';
import type { z } from 'zod';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { perValue } from '../../../enkash/memoize.ts';
import { type Checked, type Prepares, invalid } from '../operation.ts';
import { parameterReader } from './itemParameters.ts';
import { wait } from '../transport/wait.ts';

/** What is asked of one item: its options, and the work its parameters describe. */
export interface Prepared<Settings, Work> {
	readonly settings: Settings;
	readonly work: Work;
}

/** Reads and checks one item by its index. Sends nothing. */
export type ItemReader<Settings, Work> = (
	index: number,
) => Promise<Checked<Prepared<Settings, Work>>>;

/** How the items of a run are read. */
export function itemReader<Settings, Work>(
	context: IExecuteFunctions,
	operation: Prepares<string, Work>,
	settingsInput: z.ZodType<Settings, z.ZodTypeDef, unknown>,
): ItemReader<Settings, Work> {
	const parametersOf = parameterReader(context, operation.properties);
	const settingsOf = perValue((options) => settingsInput.safeParse(options, { path: ['options'] }));

	return inRows(context.getInputData().length, (index) => {
		const given = parametersOf(index);
		if (!given.ok) return given;
		const { options = NO_OPTIONS, ...parameters } = given.value;
		const settings = settingsOf(options);
		const work = operation.prepare(parameters);
		if (settings.success && work.ok) {
			return { ok: true, value: { settings: settings.data, work: work.value } };
		}
		const failures: Failure[] = [
			...(work.ok ? [] : work.failures),
			...(settings.error?.issues ?? []).map((issue) => invalid(issue, operation.properties)),
		];
		return { ok: false, failures };
	});
}

const NO_OPTIONS = {};

const IN_A_ROW = 10;

/** So many ms of reading n8n is kept from serving others. */
const AT_A_STRETCH_MS = 10;

/**
 * Reads items in rows, when the first of a row is asked for: the expressions of several items one
 * after the other cost n8n less than those of one now and then. Between rows n8n may serve others.
 */
function inRows<T>(count: number, read: (index: number) => T): (index: number) => Promise<T> {
	let restedAt = Date.now();
	const readRow = async (row: number) => {
		if (Date.now() >= restedAt + AT_A_STRETCH_MS) {
			await wait(0);
			restedAt = Date.now();
		}
		const first = row * IN_A_ROW;
		const length = Math.min(IN_A_ROW, count - first);
		return Array.from({ length }, (_, offset) => read(first + offset));
	};
	const rows: Array<Promise<T[]>> = [];
	return async (index) => {
		const row = Math.floor(index / IN_A_ROW);
		const item = (await (rows[row] ??= readRow(row)))[index % IN_A_ROW];
		if (item === undefined) throw new RangeError(`There is no item ${index}`);
		return item;
	};
}
