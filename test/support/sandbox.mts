import type { ChildProcess } from 'node:child_process';
import { spawnScript } from './spawn-script.mts';
import { SandboxControl } from './sandbox-control.mts';

/** What a caller needs to use the sandbox, as its ready line tells. */
export interface SandboxCredentials {
	readonly partnerId: string;
	readonly companyId: string;
	readonly cardAccountId: string;
	readonly username: string;
	readonly password: string;
	readonly clientId: string;
	readonly clientSecret: string;
}

/** A running sandbox EnKash. */
export interface Sandbox {
	/** `http://127.0.0.1:<port>`, without a slash at the end. */
	readonly url: string;
	readonly pid: number;
	readonly credentials: SandboxCredentials;
	readonly control: SandboxControl;
	/** Everything it has printed so far. */
	output(): string;
	/** Ends it and waits until it is gone; yields its exit code. */
	stop(): Promise<number | null>;
	/** Ends it as a crash does, without a last word, and waits until it is gone. */
	kill(): Promise<void>;
}

const READY_WITHIN_MS = 50_000;
const STOP_WITHIN_MS = 10_000;

/**
 * Starts the sandbox in a process of its own, on a free port.
 *
 * @param flags of its command line, as in `['--duplicates', 'reject']`
 * @throws {Error} with what it printed, when it does not come up
 */
export async function startSandbox(flags: readonly string[] = []): Promise<Sandbox> {
	const child = await spawnScript(['sandbox/main.mts', '--port', '0', ...flags]);
	const ended = new Promise<number | null>((settle) => child.once('exit', settle));
	let output = '';
	const ready = new Promise<string>((settle) => {
		child.stderr.on('data', (text: Buffer) => (output += text.toString()));
		child.stdout.on('data', (text: Buffer) => {
			output += text.toString();
			const line = /^.* ready at .*$/m.exec(output)?.[0];
			if (line !== undefined && output.includes(`${line}\n`)) settle(line);
		});
	});
	const line = await within(READY_WITHIN_MS, Promise.race([ready, ended]));
	if (typeof line !== 'string') {
		const code = await end(child, ended);
		throw new Error(`The sandbox did not come up (exit code ${code}):\n${output}`);
	}
	const told = new Map(
		[...line.matchAll(/ ([a-z-]+)=(\S+)/g)].map(([, name, value]) => [name, value]),
	);
	const tell = (name: string) => told.get(name) ?? missing(name, line);
	const url = / ready at (\S+)/.exec(line)?.[1] ?? missing('address', line);
	return {
		url,
		pid: child.pid ?? missing('pid', line),
		credentials: {
			partnerId: tell('partner-id'),
			companyId: tell('company-id'),
			cardAccountId: tell('account-id'),
			username: tell('user'),
			password: tell('password'),
			clientId: tell('client-id'),
			clientSecret: tell('client-secret'),
		},
		control: new SandboxControl(url),
		output: () => output,
		stop: () => end(child, ended),
		kill: async () => {
			child.kill('SIGKILL');
			await ended;
		},
	};
}

async function end(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
	child.kill('SIGTERM');
	const code = await within(STOP_WITHIN_MS, ended);
	if (code !== undefined) return code;
	child.stdin?.destroy();
	child.kill('SIGKILL');
	return await ended;
}

/** What a promise yields, or `undefined` if it takes longer. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<undefined>((settle) => {
		timer = setTimeout(() => settle(undefined), ms);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}

function missing(what: string, line: string): never {
	throw new Error(`No ${what} in: ${line}`);
}
