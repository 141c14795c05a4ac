import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server as TlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Certificate } from './certificate.mts';
import type { Service } from './service.mts';

/**
 * A proxy for HTTPS that lets nothing out: what is meant for a service goes to its stand-in, and
 * anything else is refused and noted. Whoever uses it sends the same requests to the same addresses
 * as ever, so a workflow need not be changed for it.
 */
export class Gateway {
	/** Hosts that somebody wanted to reach and that have no stand-in. */
	readonly refused: string[] = [];

	readonly #services: readonly Service[];
	readonly #proxy: Server;
	readonly #behind: TlsServer;
	readonly #sockets = new Set<Duplex>();

	private constructor(services: readonly Service[], { cert, key }: Certificate) {
		this.#services = services;
		this.#behind = createTlsServer({ cert, key }, (request, response) => {
			void this.#serve(request, response);
		});
		this.#proxy = createServer((request, response) => {
			this.refused.push(request.url ?? '');
			response.writeHead(502).end();
		});
		this.#proxy.on('connect', (request: IncomingMessage, socket: Duplex) => {
			this.#connect(request.url ?? '', socket);
		});
	}

	/** Starts it on a free port of the loopback interface. */
	static async open(services: readonly Service[], certificate: Certificate): Promise<Gateway> {
		const gateway = new Gateway(services, certificate);
		await new Promise<void>((settle) => gateway.#proxy.listen(0, '127.0.0.1', settle));
		return gateway;
	}

	/** What to use as HTTPS_PROXY. */
	get url(): string {
		const address = this.#proxy.address();
		if (address === null || typeof address === 'string') throw new Error('The gateway is closed');
		return `http://127.0.0.1:${address.port}`;
	}

	async close(): Promise<void> {
		for (const socket of this.#sockets) socket.destroy();
		await new Promise((settle) => this.#proxy.close(settle));
	}

	#connect(target: string, socket: Duplex): void {
		this.#sockets.add(socket);
		socket.on('close', () => this.#sockets.delete(socket));
		socket.on('error', () => socket.destroy());
		if (this.#serviceAt(target.replace(/:443$/, '')) === undefined) {
			this.refused.push(target);
			socket.end('HTTP/1.1 502 No stand-in for this host\r\n\r\n');
			return;
		}
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		this.#behind.emit('connection', socket);
	}

	async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const host = request.headers.host ?? '';
		const { pathname, searchParams } = new URL(request.url ?? '/', `https://${host}`);
		const answer = await this.#serviceAt(host)?.answer({
			method: request.method ?? '',
			path: decodeURIComponent(pathname),
			query: searchParams,
			headers: request.headers,
			body: await text(request),
		});
		const { status, body } = answer ?? { status: 502, body: {} };
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	}

	#serviceAt(host: string): Service | undefined {
		return this.#services.find(({ hosts }) => hosts.includes(host));
	}
}
