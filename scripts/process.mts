import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, createWriteStream, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from './until.mts';

const LOOK_EVERY_MS = 200;
const STOP_WITHIN_MS = 15_000;
const TAIL_LINES = 30;
const LEASH = new URL('./leash.mjs', import.meta.url).href;

export interface Launch {
	/** What to call it in a sentence, as in "n8n ended before it was ready". */
	name: string;
	/** The Node to run it with. */
	node: string;
	arguments: readonly string[];
	/** Its working directory. */
	folder: string;
	env: NodeJS.ProcessEnv;
	/** Takes all that it prints; emptied first. */
	logFile: string;
	/** Whether all that it prints is to be seen in this terminal, too. */
	isShown?: boolean;
}

const running = new Set<RunningProcess>();

/** Ends every process that was started here and still runs. */
export async function stopAll(): Promise<void> {
	await Promise.all([...running].map((process) => process.stop()));
}

/**
 * A Node program that runs beside this one: everything that it prints goes to a file, and it never
 * outlives this process, nor do the processes that it starts itself.
 */
export class RunningProcess {
	readonly name: string;
	readonly logFile: string;
	/** Settles when it ends, with a phrase that says how. */
	readonly ended: Promise<string>;
	readonly #child: ChildProcess;

	constructor(launch: Launch) {
		this.name = launch.name;
		this.logFile = launch.logFile;
		mkdirSync(dirname(launch.logFile), { recursive: true });
		const log = openSync(launch.logFile, 'w');
		const output = launch.isShown === true ? 'pipe' : log;
		this.#child = spawn(launch.node, ['--import', LEASH, ...launch.arguments], {
			cwd: launch.folder,
			env: launch.env,
			stdio: ['pipe', output, output],
			detached: hasProcessGroups,
		});
		closeSync(log);
		for (const stream of [this.#child.stdout, this.#child.stderr]) {
			stream?.pipe(process.stdout, { end: false });
			stream?.pipe(createWriteStream(launch.logFile, { flags: 'a' }));
		}
		running.add(this);
		// A program that cannot be started ends with an error and never exits.
		this.ended = new Promise((settle) => {
			this.#child.once('error', (error) => settle(error.message));
			this.#child.once('exit', (code, signal) => settle(signal ?? `exit code ${String(code)}`));
		});
	}

	get pid(): number {
		return this.#child.pid ?? 0;
	}

	get isRunning(): boolean {
		return this.pid > 0 && this.#child.exitCode === null && this.#child.signalCode === null;
	}

	/**
	 * Waits until the condition holds.
	 *
	 * @throws Error with the end of its log when the process ends first or the time is over
	 */
	async until(what: string, condition: () => Promise<boolean>, withinMs: number): Promise<void> {
		const look = async (): Promise<boolean> => {
			if (await condition()) return true;
			if (this.isRunning) return false;
			throw new Error(`${this.name} ended (${await this.ended}) before ${what}`);
		};
		try {
			await until(look, { what: `${what} (${this.name})`, withinMs, everyMs: LOOK_EVERY_MS });
		} catch (error) {
			await this.#fail(error instanceof Error ? error.message : String(error));
		}
	}

	/**
	 * Waits for the end of a process that ends by itself.
	 *
	 * @returns how it ended and all that it printed
	 * @throws Error with the end of its log when the time is over; it is stopped then
	 */
	async finish(withinMs: number): Promise<{ how: string; output: string }> {
		await this.#endOrTimeout(withinMs);
		const inTime = !this.isRunning;
		await this.stop();
		if (!inTime) await this.#fail(`${this.name} took longer than ${withinMs / 1000} s`);
		return { how: await this.ended, output: await readFile(this.logFile, 'utf8') };
	}

	/** Asks it to end, insists after a while, and returns when it and its children are gone. */
	async stop(): Promise<void> {
		if (this.isRunning) this.#child.kill('SIGTERM');
		await this.#endOrTimeout(STOP_WITHIN_MS);
		this.#killGroup();
		await this.ended;
		running.delete(this);
	}

	/** The end of what it printed. */
	async logTail(): Promise<string> {
		const lines = (await readFile(this.logFile, 'utf8')).trimEnd().split('\n');
		return lines.slice(-TAIL_LINES).join('\n');
	}

	async #endOrTimeout(ms: number): Promise<void> {
		const timer = new AbortController();
		const timeout = sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined);
		await Promise.race([this.ended, timeout]);
		timer.abort();
	}

	#killGroup(): void {
		if (this.pid === 0) return;
		try {
			if (hasProcessGroups) process.kill(-this.pid, 'SIGKILL');
			else this.#child.kill('SIGKILL');
		} catch {
			// Nothing of it is left, which is what was wanted.
		}
	}

	async #fail(sentence: string): Promise<never> {
		throw new Error(`${sentence}. The end of ${this.logFile}:\n${await this.logTail()}`);
	}
}

const hasProcessGroups = process.platform !== 'win32';
