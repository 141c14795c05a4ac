import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';
import type { Failure } from '../../../enkash/failures/failure.ts';
import { perValue } from '../../../enkash/memoize.ts';
import { type Checked, type Prepares, invalid } from '../operation.ts';
import { type ItemParameters, type MayBeEmpty, parameterReader } from './itemParameters.ts';
import { wait } from '../transport/wait.ts';

/** What is asked of one item: its options, and the work its parameters describe. */
export interface Prepared<Settings, Work> {
	readonly settings: Settings;
	readonly work: Work;
}

/** One item, checked, and its parameters as they came. */
export type ReadItem<Settings, Work> = Checked<Prepared<Settings, Work>> & {
	readonly values: ItemParameters['values'];
	/** Everything that the form takes from the row is empty. */
	readonly isBlankRow: boolean;
	/** Its options, if they can be read, whatever is wrong with the rest. */
	readonly settings: Settings | undefined;
};

/** Reads and checks one item by its index. Sends nothing. */
export type ItemReader<Settings, Work> = (index: number) => Promise<ReadItem<Settings, Work>>;

/** How the items of a run are read. */
export function itemReader<Settings, Work>(
	context: IExecuteFunctions,
	operation: Prepares<string, Work>,
	settingsInput: z.ZodType<Settings, z.ZodTypeDef, unknown>,
	mayBeEmpty: MayBeEmpty = never,
): ItemReader<Settings, Work> {
	const { properties } = operation;
	const parametersOf = parameterReader(context, properties, mayBeEmpty);
	// Most often every item has the same, which is then read once.
	const settingsOf = perValue((options) =>
		perValue((checkOnly) => settingsInput.safeParse({ options, checkOnly })),
	);

	return inChunks(context.getInputData().length, (index) => {
		const { failures, isBlankRow, values } = parametersOf(index);
		const { checkOnly, options, ...parameters } = values;
		const settings = settingsOf(options)(checkOnly);
		const work = operation.prepare(parameters);
		const item = { values, isBlankRow, settings: settings.data };
		if (failures.length === 0 && settings.success && work.ok) {
			return { ...item, ok: true, value: { settings: settings.data, work: work.value } };
		}
		const known = new Set(failures.map(({ field }) => field));
		const others: Failure[] = [
			...(work.ok ? [] : work.failures),
			...(settings.error?.issues ?? []).map((issue) => invalid(issue, properties)),
		].filter(({ field }) => !known.has(field));
		return { ...item, ok: false, failures: inOrder([...failures, ...others], properties) };
	});
}

/** Failures in the order of the form. */
function inOrder(
	failures: readonly Failure[],
	properties: readonly INodeProperties[],
): readonly Failure[] {
	const labels = properties.map(({ displayName }) => displayName);
	const place = ({ field = '' }: Failure) => {
		const index = labels.indexOf(field);
		return index < 0 ? labels.length : index;
	};
	return [...failures].sort((one, other) => place(one) - place(other));
}

/** Where every expression has to come to something. */
const never = () => false;

const CHUNK_SIZE = 10;

/** So many ms of reading n8n is kept from serving others. */
const AT_A_STRETCH_MS = 10;

/**
 * Reads items in chunks, when the first of a chunk is asked for: the expressions of several items one
 * after the other cost n8n less than those of one now and then. Between chunks n8n may serve others.
 */
function inChunks<T>(count: number, read: (index: number) => T): (index: number) => Promise<T> {
	let restedAt = Date.now();
	const readChunk = async (chunk: number) => {
		if (Date.now() >= restedAt + AT_A_STRETCH_MS) {
			await wait(0);
			restedAt = Date.now();
		}
		const first = chunk * CHUNK_SIZE;
		const length = Math.min(CHUNK_SIZE, count - first);
		return Array.from({ length }, (_, offset) => read(first + offset));
	};
	const chunks: Array<Promise<T[]>> = [];
	return async (index) => {
		const chunk = Math.floor(index / CHUNK_SIZE);
		const item = (await (chunks[chunk] ??= readChunk(chunk)))[index % CHUNK_SIZE];
		if (item === undefined) throw new RangeError(`There is no item ${index}`);
		return item;
	};
}
