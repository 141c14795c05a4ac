import { z } from 'zod';
import { checked } from '../../../enkash/checked.ts';
import { refuseInput } from '../../../enkash/failures/input.ts';
import { succeed } from '../../../enkash/result.ts';
import { foldText, isBlank } from '../../../enkash/text.ts';

/** A setting that may be left empty. */
export const optional = <T extends z.ZodTypeAny>(schema: T) =>
	z.preprocess((given) => (isBlank(given) ? undefined : given), schema.optional());

/** A setting with a default. */
export const withDefault = <T extends z.ZodTypeAny>(schema: T, value: z.input<T>) =>
	z.preprocess((given) => (isBlank(given) ? value : given), schema);

/** Text, which may have been given as a number; `field` is the label of its form field. */
export const filledText = (field: string, most = 200) =>
	checked((given) => {
		if (isBlank(given)) return refuseInput({ code: 'field-empty', data: { field } });
		if (typeof given !== 'string' && typeof given !== 'number') {
			return refuseInput({ code: 'field-unreadable', data: { field, given } });
		}
		const text = String(given).trim();
		return text.length <= most
			? succeed(text)
			: refuseInput({ code: 'text-too-long', data: { field, most } });
	});

/** Yes or no; `value` where nothing is given. An expression that comes to nothing is refused before. */
export const flag = (field: string, value: boolean) =>
	withDefault(
		checked((given) => {
			if (typeof given === 'boolean') return succeed(given);
			const word = typeof given === 'string' ? foldText(given) : '';
			return word === 'true' || word === 'false'
				? succeed(word === 'true')
				: refuseInput({ code: 'not-true-or-false', data: { field, given } });
		}),
		value,
	);

export const wholeNumber = (field: string, least: number, most?: number) =>
	checked((given) => {
		const number = typeof given === 'string' && /^\s*\d+\s*$/.test(given) ? Number(given) : given;
		const fits =
			typeof number === 'number' &&
			Number.isSafeInteger(number) &&
			number >= least &&
			number <= (most ?? Infinity);
		return fits
			? succeed(number)
			: refuseInput({ code: 'number-out-of-range', data: { field, given, least, most } });
	});

/** One of the values of a list, with the words for it that a person reads, and others for the same. */
export interface Choice<Value extends string> {
	readonly value: Value;
	readonly name: string;
	/** Folded. */
	readonly alsoWritten?: readonly string[];
}

/** A choice by its value, its name, or another way to write it, whatever case and full stops. */
export const choiceOf = <Value extends string>(
	field: string,
	choices: ReadonlyArray<Choice<Value>>,
) =>
	checked((given) => {
		const names = choices.map(({ name }) => name);
		if (isBlank(given)) {
			return refuseInput({ code: 'choice-missing', data: { field, choices: names } });
		}
		const word = typeof given === 'string' ? foldText(given).replace(/\.$/, '') : '';
		const chosen = choices.find(({ alsoWritten = [], name, value }) =>
			[foldText(value), foldText(name), ...alsoWritten].includes(word),
		);
		return chosen
			? succeed(chosen.value)
			: refuseInput({ code: 'choice-unknown', data: { field, given, choices: names } });
	});
