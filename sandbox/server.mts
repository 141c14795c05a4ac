import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { referencesIn } from './admission.mts';
import { serveControl } from './control.mts';
import { effectOf } from './effects.mts';
import { exchange } from './exchange.mts';
import { ROUTES } from './routes.mts';
import type { Route } from './routes.mts';
import type { World } from './world.mts';

/** The sandbox as an HTTP server that does not listen yet. Closing it drops who still waits. */
export function buildServer(world: World): FastifyInstance {
	const server = fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		done(null, body);
	});
	for (const route of ROUTES) {
		server.post(route.path, (request, reply) => serve(world, route, request, reply));
	}
	serveControl(server, world);
	server.addHook('onError', (_request, _reply, error, done) => {
		if ((error.statusCode ?? 500) >= 500) console.error(error);
		done();
	});
	server.setNotFoundHandler((request, reply) => {
		const message = `No such path: ${request.method} ${request.url}`;
		return reply.code(404).send({ response_code: 1, response_message: message, payload: message });
	});
	return server;
}

async function serve(
	world: World,
	route: Route,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	const { calls } = world;
	const call = calls.begin(route.endpoint);
	reply.raw.once('close', () => calls.end(call));
	const text = typeof request.body === 'string' ? request.body : '';
	const references = referencesIn(world, text);
	const fault = world.faults.take(route.endpoint, references);
	if (references.length > 1) call.references = references;
	else if (references.length === 1) call.reference = references[0];
	if (fault !== undefined) call.fault = fault.fault;
	const effect = fault === undefined ? {} : effectOf(fault);
	const query = new URL(request.url, 'http://sandbox').searchParams;
	const ending = await exchange(world, route, { headers: request.headers, query, text }, effect);
	if (ending === 'lost' || ending === 'never') {
		reply.hijack();
		if (ending === 'lost') request.raw.socket.destroy();
		return reply;
	}
	call.status = ending.status;
	return reply.code(ending.status).headers(ending.headers).send(ending.text);
}
