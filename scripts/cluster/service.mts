import { fileURLToPath } from 'node:url';
import { RunningProcess } from '../process.mts';

const KEEPER = fileURLToPath(new URL('./keeper.mjs', import.meta.url));
const READY_WITHIN_MS = 60_000;

/** An account of this machine to run as. */
export interface Account {
	readonly uid: number;
	readonly gid: number;
}

/** A server that is not a Node program. */
export interface ServiceLaunch {
	/** What to call it in a sentence. */
	readonly name: string;
	readonly program: string;
	readonly arguments: readonly string[];
	/** Its data. */
	readonly folder: string;
	/** On the loopback interface. */
	readonly port: number;
	/** Without one: this process's own. */
	readonly account?: Account;
	/** Makes it end without waiting for those who are connected. */
	readonly stopSignal: 'SIGTERM' | 'SIGINT';
	readonly isReady: () => Promise<boolean>;
	readonly logFile: string;
}

/** Such a server, which may be stopped and started again on the same port and data. */
export class Service {
	readonly port: number;
	readonly #launch: ServiceLaunch;
	#process: RunningProcess | undefined;

	constructor(launch: ServiceLaunch) {
		this.port = launch.port;
		this.#launch = launch;
	}

	/**
	 * Starts it and waits until it answers.
	 *
	 * @throws Error with the end of its log when it does not come up
	 */
	async start(): Promise<void> {
		const { account, stopSignal } = this.#launch;
		this.#process = new RunningProcess({
			name: this.#launch.name,
			node: process.execPath,
			arguments: [
				KEEPER,
				JSON.stringify({ stopSignal, ...account }),
				this.#launch.program,
				...this.#launch.arguments,
			],
			folder: this.#launch.folder,
			env: { PATH: process.env['PATH'], LC_ALL: 'C' },
			logFile: this.#launch.logFile,
		});
		await this.#process.until('it answered', this.#launch.isReady, READY_WITHIN_MS);
	}

	async stop(): Promise<void> {
		await this.#process?.stop();
	}

	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}
}
