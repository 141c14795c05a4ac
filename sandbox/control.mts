import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { COMMITTED } from './account.mts';
import type { Account, Handle } from './account.mts';
import { commands } from './commands.mts';
import type { AddTransaction } from './commands.mts';
import { DIALECTS } from './dialects/registry.mts';
import { parsedJson } from './fields.mts';
import { toRupees } from './money.mts';
import {
	handleReport,
	ledgerReport,
	loginReport,
	paymentsReport,
	transactionReport,
} from './report.mts';
import type { World } from './world.mts';

/** A wrong request to the control API; the message says what is wrong with it. */
class ControlError extends Error {
	readonly statusCode: number;

	constructor(statusCode: 400 | 403 | 404 | 409, message: string) {
		super(message);
		this.statusCode = statusCode;
	}
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Serves `/__sandbox`: what tests and demonstrations see and change. No login, loopback only. */
export function serveControl(server: FastifyInstance, world: World): void {
	server.register(
		(control, _options, done) => {
			control.addHook('onRequest', (request, _reply, next) => {
				const isNear = LOOPBACK.test(request.socket.remoteAddress ?? '');
				next(isNear ? undefined : new ControlError(403, 'Only from this machine'));
			});
			serveReports(control, world);
			serveCommands(control, world);
			done();
		},
		{ prefix: '/__sandbox' },
	);
}

function serveReports(control: FastifyInstance, world: World): void {
	control.get('/health', () => ({ ok: true }));
	control.get('/ledger', () => ledgerReport(world));
	control.get('/payments', () => paymentsReport(world));
	control.get('/calls', () => world.calls.report());
	control.get('/logins', () => loginReport(world));
	control.get('/settings', () => world.settings);
	control.get('/dialects', () =>
		DIALECTS.map(({ name, subject, description, seams }) => ({
			name,
			subject,
			description,
			seams,
		})),
	);
	control.get('/faults', () => world.faults.list());
}

function serveCommands(control: FastifyInstance, world: World): void {
	control.post('/reset', (request) => {
		world.reset(read(commands.reset, request));
		return { ok: true };
	});
	control.post('/advance', (request) => {
		world.advance(read(commands.advance, request).seconds * 1000);
		return { ok: true, secondsAhead: world.clock.ahead / 1000 };
	});
	control.post('/unlock', () => {
		world.logins.unlock();
		return loginReport(world);
	});
	control.post('/lock', () => {
		world.logins.lock();
		return loginReport(world);
	});
	control.post('/tokens/forget', () => {
		world.tokens.forget();
		return { ok: true };
	});
	control.post('/password', (request) => {
		world.logins.changePassword(read(commands.password, request).password);
		return { ok: true };
	});
	control.post('/settings', (request) => {
		world.settings = { ...world.settings, ...read(commands.settings, request) };
		return world.settings;
	});
	control.post('/balance', (request) => {
		const { cardAccountId, balance } = read(commands.balance, request);
		const account = accountNamed(world, cardAccountId);
		account.fundUpTo(balance);
		return { cardAccountId, availableBalance: toRupees(account.available) };
	});
	control.post('/transactions', (request) =>
		addTransaction(world, read(commands.transaction, request)),
	);
	control.post<{ Params: { id: string } }>('/handles/:id/block', (request) => {
		const { account, handle } = handleNamed([...world.ledger.values()], request.params.id);
		account.block(handle, read(commands.block, request).blocked);
		return handleReport(handle);
	});
	control.post<{ Params: { id: string } }>('/handles/:id/mobile', (request) => {
		const { account, handle } = handleNamed([...world.ledger.values()], request.params.id);
		account.changeMobile(handle, read(commands.mobile, request).mobile);
		return handleReport(handle);
	});
	control.post('/faults', (request) => {
		world.faults.add(read(commands.faults, request));
		return world.faults.list();
	});
	control.delete('/faults', () => {
		world.faults.clear();
		return world.faults.list();
	});
}

/** A movement that did not come through the API, and so may have any date and no reference. */
function addTransaction(world: World, asked: AddTransaction) {
	const { cardAccountId, enKashCardId, direction, amount, reference, date, status } = asked;
	const account = accountNamed(world, cardAccountId);
	const [first] = account.handles;
	const handle = enKashCardId === undefined ? first : handleNamed([account], enKashCardId).handle;
	if (handle === undefined) throw new ControlError(409, 'The account has no handle');
	const type = asked.type ?? (direction === 'CR' ? 'ALLOCATE_POINT' : 'UNALLOCATE_POINT');
	const at = date === undefined ? undefined : Date.parse(date);
	const movement = { handle, direction, amount, type, reference, at, status };
	if (status !== COMMITTED) return transactionReport(account.record(movement));
	const refusal = account.refusal(handle, direction, amount);
	if (refusal !== undefined) throw new ControlError(409, refusal);
	return transactionReport(account.commit(movement));
}

function accountNamed(world: World, id: string): Account {
	const account = world.ledger.get(id);
	if (account === undefined) throw new ControlError(404, `No account ${id}`);
	return account;
}

function handleNamed(
	accounts: readonly Account[],
	id: string,
): { account: Account; handle: Handle } {
	for (const account of accounts) {
		const handle = account.handle(id);
		if (handle !== undefined) return { account, handle };
	}
	throw new ControlError(404, `No handle ${id}`);
}

/** A body as its schema says; none at all is an empty one. */
function read<T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>, { body }: FastifyRequest): T {
	const isEmpty = typeof body !== 'string' || body === '';
	const parsed = schema.safeParse(isEmpty ? {} : parsedJson(body));
	if (parsed.success) return parsed.data;
	const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
	throw new ControlError(400, wrong.join('; '));
}
