import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';

interface Recorded {
	readonly url: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

interface Reply {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

function echoOf(received: Recorded): Reply {
	const words = `I was sent ${JSON.stringify(received)}`;
	return {
		status: 400,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ code: 1, message: words, payload: words, error_description: words }),
	};
}

/** A server that remembers what it was sent, headers and all, and always answers the same. */
export class Recorder {
	readonly received: Recorded[] = [];
	readonly url: string;
	readonly #server: Server;

	private constructor(server: Server, url: string) {
		this.#server = server;
		this.url = url;
	}

	/** @param reply what to answer; `'echo'`: a refusal that repeats everything that was sent */
	static async start(reply: Reply | 'echo'): Promise<Recorder> {
		const server = createServer();
		const port = await new Promise<number>((settle) => {
			server.listen(0, '127.0.0.1', () => {
				const address = server.address();
				settle(typeof address === 'object' && address !== null ? address.port : 0);
			});
		});
		const recorder = new Recorder(server, `http://127.0.0.1:${port}`);
		server.on('request', (request, response) => {
			let text = '';
			request.on('data', (part: Buffer) => (text += part.toString()));
			request.on('end', () => {
				const { headers: sent, url = '' } = request;
				const received = { url, headers: sent, body: text };
				recorder.received.push(received);
				const { body = '', headers = {}, status } = reply === 'echo' ? echoOf(received) : reply;
				response.writeHead(status, headers).end(body);
			});
		});
		return recorder;
	}

	/** Everything that it was sent, as one text. */
	get everything(): string {
		return JSON.stringify(this.received);
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((settle) => this.#server.close(settle));
	}
}
