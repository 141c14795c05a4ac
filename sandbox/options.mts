import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DEFAULT_SETTINGS, settingsSchema } from './settings.mts';
import type { Settings } from './settings.mts';

export interface Options {
	readonly port: number;
	readonly host: string;
	readonly settings: Settings;
	/** The file that keeps the books. */
	readonly books?: string | undefined;
	/** Only to say which dialects there are. */
	readonly listDialects: boolean;
}

export const USAGE = `Usage: npm run sandbox -- [options]
  --port <n>          port, 0 for any free one (4010)
  --host <address>    address to listen on (127.0.0.1)
  --latency <ms>      wait before every answer (0)
  --token-ttl <s>     how long a token lives (300)
  --expires-in <s>    what the token response claims (the truth)
  --duplicates <how>  accept | reject | replay a reference that was already paid (accept)
  --encryption <how>  off | request | both (off)
  --dialect <names>   ways in which EnKash differs from its pages, separated by commas (none)
  --books <file>      keeps the books in this file, from one start to the next (off)
  --list-dialects     says which there are, and ends`;

const whole = z.coerce.number().int();
const { shape } = settingsSchema;

/** The option may be given several times, and each time with several names. */
const namesIn = (given: readonly string[]): readonly string[] =>
	given.flatMap((names) => names.split(',')).map((name) => name.trim());

const commandLine = z.object({
	port: whole.pipe(z.number().min(0).max(65_535)).default(4010),
	host: z.string().min(1).default('127.0.0.1'),
	latency: whole.pipe(shape.latency).default(DEFAULT_SETTINGS.latency),
	'token-ttl': whole.pipe(shape.tokenTtl).default(DEFAULT_SETTINGS.tokenTtl),
	'expires-in': whole.pipe(shape.expiresIn).optional(),
	duplicates: shape.duplicates.default(DEFAULT_SETTINGS.duplicates),
	encryption: shape.encryption.default(DEFAULT_SETTINGS.encryption),
	dialect: z.array(z.string()).default([]).transform(namesIn).pipe(shape.dialects),
	books: z.string().min(1).optional(),
	'list-dialects': z.boolean().default(false),
});

/**
 * Reads the command line.
 *
 * @throws {Error} whose message says which option is wrong
 */
export function readOptions(argv: readonly string[]): Options {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args: [...argv],
		options: {
			port: text,
			host: text,
			latency: text,
			'token-ttl': text,
			'expires-in': text,
			duplicates: text,
			encryption: text,
			dialect: { ...text, multiple: true },
			books: text,
			'list-dialects': { type: 'boolean' },
		},
	});
	const parsed = commandLine.safeParse(values);
	if (!parsed.success) {
		const wrong = parsed.error.issues.map(({ path, message }) => `--${path[0] ?? ''}: ${message}`);
		throw new Error(wrong.join('\n'));
	}
	const { port, host, books, latency, duplicates, encryption, ...others } = parsed.data;
	const { dialect: dialects, 'token-ttl': tokenTtl } = others;
	const { 'expires-in': expiresIn = DEFAULT_SETTINGS.expiresIn } = others;
	return {
		port,
		host,
		settings: {
			...DEFAULT_SETTINGS,
			...{ latency, tokenTtl, expiresIn, duplicates, encryption, dialects },
		},
		books,
		listDialects: others['list-dialects'],
	};
}
