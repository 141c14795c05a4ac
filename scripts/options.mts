import { freePort } from './ports.mts';
import { SetupError } from './setup/setup-error.mjs';

/**
 * What an option of a script says, if it is a whole number.
 *
 * @param option its name, as in `--workers`
 * @throws SetupError a sentence for the person who gave it
 */
export function numberOf(
	text: string,
	option: string,
	{ least = 1, most }: { least?: number; most: number },
): number {
	const number = Number(text);
	if (text !== '' && Number.isInteger(number) && number >= least && number <= most) return number;
	throw new SetupError(`${option} wants a whole number from ${least} to ${most}, not "${text}".`);
}

/**
 * The port that an option of a script names; 0 stands for any that is free.
 *
 * @throws SetupError when it is none, or is in use
 */
export async function portOf(text: string, option: string): Promise<number> {
	const wanted = numberOf(text, option, { least: 0, most: 65_535 });
	const port = await freePort(wanted);
	if (wanted === 0 || port === wanted) return port;
	throw new SetupError(
		`Port ${wanted} is in use on this machine: stop what uses it, or choose another with ` +
			`${option} <number>.`,
	);
}
