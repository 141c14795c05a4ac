import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { referencesIn } from './admission.mts';
import type { Received } from './admission.mts';
import type { Call } from './calls.mts';
import { serveControl } from './control.mts';
import { routerError } from './deliveries.mts';
import type { Delivery, Ending } from './deliveries.mts';
import { effectOf } from './effects.mts';
import { exchange } from './exchange.mts';
import { routeAt } from './routes.mts';
import type { Route } from './routes.mts';
import type { World } from './world.mts';

/** The sandbox as an HTTP server that does not listen yet. Closing it drops who still waits. */
export function buildServer(world: World): FastifyInstance {
	const server = fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		done(null, body);
	});
	serveControl(server, world);
	server.addHook('onError', (_request, _reply, error, done) => {
		if ((error.statusCode ?? 500) >= 500) console.error(error);
		done();
	});
	server.all('*', async (request, reply) => await serve(world, request, reply));
	return server;
}

/** Every path is looked up anew, since a dialect may have moved it. */
async function serve(
	world: World,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	const { pathname: path, searchParams: query } = new URL(request.url, 'http://sandbox');
	const route = routeAt(world, path);
	const isServed = route !== undefined && request.method === 'POST';
	const call = world.calls.begin(isServed ? route.endpoint : 'elsewhere');
	reply.raw.once('close', () => world.calls.end(call));
	const ending = isServed
		? await answerOf(world, route, call, { headers: request.headers, query, text: textOf(request) })
		: routed(world, path, route);
	if (ending === 'lost' || ending === 'never') {
		reply.hijack();
		if (ending === 'lost') request.raw.socket.destroy();
		return reply;
	}
	call.status = ending.status;
	return reply.code(ending.status).headers(ending.headers).send(ending.text);
}

const textOf = ({ body }: FastifyRequest): string => (typeof body === 'string' ? body : '');

async function answerOf(
	world: World,
	route: Route,
	call: Call,
	received: Received,
): Promise<Ending> {
	const references = referencesIn(world, received.text);
	const fault = world.faults.take(route.endpoint, references);
	if (references.length > 1) call.references = references;
	else if (references.length === 1) call.reference = references[0];
	if (fault !== undefined) call.fault = fault.fault;
	return await exchange(world, route, received, fault === undefined ? {} : effectOf(fault));
}

/** What the router says by itself: there is no such path, or it takes only a POST. */
function routed({ behaviour }: World, path: string, route: Route | undefined): Delivery {
	if (route === undefined) return behaviour.pathUnknown?.() ?? routerError(404, path);
	return behaviour.methodRefused?.() ?? routerError(405, path);
}
