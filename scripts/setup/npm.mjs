import { spawn } from 'node:child_process';
import { SetupError } from './setup-error.mjs';

const LINE_EVERY_MS = 15_000;
const KEPT_OUTPUT = 20_000;

/** What npm's error codes mean to a person. */
const REASONS = [
	{
		pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/,
		reason: 'the npm registry cannot be reached from here',
	},
	{ pattern: /ENOSPC/, reason: 'the disk is full' },
	{ pattern: /EACCES|EPERM|EROFS/, reason: 'a folder cannot be written' },
	{ pattern: /E401|E403|ENEEDAUTH/, reason: 'the npm registry refused access' },
	{ pattern: /are in sync/, reason: 'package-lock.json does not fit package.json' },
	{ pattern: /E404|ETARGET/, reason: 'the npm registry does not have one of the packages' },
];

const COMPLAINT = /^npm (error|ERR!)/;

/** npm ended badly. `output` is the end of what it printed. */
export class NpmFailed extends SetupError {
	/**
	 * @param {string} message
	 * @param {string} output
	 */
	constructor(message, output) {
		super(message);
		this.output = output;
	}
}

/**
 * Runs npm quietly, with a line now and then so that a person sees that it is alive.
 *
 * @param {string[]} npmArguments
 * @param {{ cwd: string, doing: string, note?: string, env?: NodeJS.ProcessEnv }} options `doing`
 * completes the sentences "<doing> (<note>)…" and "<doing> did not work: …"
 * @returns {Promise<void>}
 * @throws {SetupError} a sentence that says what is wrong
 */
export async function npm(npmArguments, { cwd, doing, note, env = {} }) {
	process.stdout.write(`${doing}${note === undefined ? '' : ` (${note})`}…\n`);
	const startedAt = Date.now();
	const progress = setInterval(() => {
		process.stdout.write(`  still at it after ${secondsSince(startedAt)} s\n`);
	}, LINE_EVERY_MS);
	try {
		const { code, output } = await runNpm(npmArguments, cwd, env);
		if (code !== 0) throw new NpmFailed(`${doing} did not work: ${reasonIn(output)}.`, output);
		process.stdout.write(`  done in ${secondsSince(startedAt)} s\n`);
	} finally {
		clearInterval(progress);
	}
}

/**
 * @param {string[]} npmArguments
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function runNpm(npmArguments, cwd, env) {
	const [command, ...before] = npmCommand();
	return new Promise((settle, refuse) => {
		const child = spawn(command, [...before, ...npmArguments], {
			cwd,
			env: { ...outerEnvironment(), ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: command === 'npm.cmd',
		});
		const stopWithUs = () => child.kill();
		process.once('exit', stopWithUs);
		let output = '';
		/** @param {Buffer} chunk */
		const keep = (chunk) => {
			output = (output + chunk.toString()).slice(-KEPT_OUTPUT);
		};
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.on('error', () => {
			refuse(new SetupError('npm was not found: install Node.js together with npm.'));
		});
		child.on('close', (code) => {
			process.off('exit', stopWithUs);
			settle({ code, output });
		});
	});
}

/**
 * The npm that started this process, or the one on the PATH.
 *
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
	const started = process.env.npm_execpath;
	if (started?.endsWith('npm-cli.js')) return [process.execPath, started];
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/**
 * The environment without what an outer `npm run` put there: it describes this project, and an npm
 * that works in another folder would believe it.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function outerEnvironment() {
	const foreign = /^npm_(package|lifecycle|config_(local_prefix|ignore_scripts|prefix))/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/**
 * npm's own complaint if it made one, else the last line that was printed.
 *
 * @param {string} output
 */
function reasonIn(output) {
	const lines = output.split('\n').map((line) => line.trim());
	const complaints = lines.filter((line) => COMPLAINT.test(line));
	const known = REASONS.find(({ pattern }) => complaints.some((line) => pattern.test(line)));
	if (known) return known.reason;
	const said = complaints
		.map((line) => line.replace(COMPLAINT, '').trim())
		.find((line) => line !== '' && !line.startsWith('code '));
	return said ?? lines.filter(Boolean).at(-1) ?? 'npm said nothing';
}

/** @param {number} start */
function secondsSince(start) {
	return Math.round((Date.now() - start) / 1000);
}
