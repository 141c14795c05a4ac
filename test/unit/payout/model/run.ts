import type { Answer } from '../../../../enkash/api/response.ts';
import { type Send, createClient } from '../../../../enkash/api/client.ts';
import { ENDPOINTS } from '../../../../enkash/contract/endpoints.ts';
import type { Failure } from '../../../../enkash/failures/failure.ts';
import type { Payment } from '../../../../enkash/payout/payment.ts';
import type { Outcome } from '../../../../enkash/payout/outcome.ts';
import { type PayOptions, type PayPorts, payBatch } from '../../../../enkash/payout/payBatch.ts';
import { type Result, fail, succeed } from '../../../../enkash/result.ts';
import { type Bank, answer } from './bank.ts';
import type { Fate, Reply } from './faults.ts';
import type { Process, Row } from './processes.ts';
import type { VirtualTime } from './virtualTime.mts';

/** After so many ms without an answer a request is given up. */
export const TIMEOUT_MS = 5_000;

/** One start of the workflow, and what is to happen to it. */
export interface RunPlan {
	/** ms after the lane's run before has ended. */
	readonly afterMs: number;
	/** The process dies instead of hearing of this answer of the outside world. */
	readonly diesAtStep?: number;
	readonly cancelledAfterMs?: number;
}

const TOO_LATE: Failure = { kind: 'notSent', message: 'It took too long to open a session' };

export interface World {
	readonly time: VirtualTime;
	readonly bank: Bank;
	readonly row: Row | undefined;
	readonly fateOf: (path: string) => Fate;
	/** ms that the next leg of a request takes. */
	readonly leg: () => number;
}

/** One run of the engine, and all that was seen of it. */
export class Run {
	readonly startedAt: number;
	/** Absent if the run was not finished. */
	outcomes: readonly Outcome[] | undefined;
	/** What the engine threw, which it never should. */
	crash: unknown;
	endedAt = NaN;
	/** The path of every request, in the order in which they were sent. */
	readonly calls: string[] = [];
	mostInFlight = 0;
	/** Allocations sent after the run was cancelled, or had heard that no further one can succeed. */
	needlessAllocations = 0;

	private inFlight = 0;
	private steps = 0;
	private heardHopeless = false;
	readonly number: number;
	private readonly process: Process;
	private readonly plan: RunPlan;
	private readonly world: World;

	constructor(number: number, process: Process, plan: RunPlan, world: World) {
		this.number = number;
		this.process = process;
		this.plan = plan;
		this.world = world;
		this.startedAt = world.time.now;
	}

	async payBatch(batch: readonly Payment[], options: PayOptions): Promise<void> {
		try {
			const { outcomes } = await payBatch(batch, options, this.ports());
			this.outcomes = outcomes;
		} catch (error) {
			this.crash = error;
		}
		this.endedAt = this.world.time.now;
	}

	private ports(): PayPorts {
		const { row, time } = this.world;
		const store = row?.storeOf(this.process);
		const now = () => time.now + this.process.clockSkewMs;
		let tokens = 0;
		return {
			client: createClient({
				send: this.send,
				companyId: 'CEK1PU9AOO',
				payloadEncryption: 'off',
				encryptionSecret: '',
				now,
			}),
			store: store && {
				record: async (keys) => await this.heard(store.record(keys)),
			},
			memory: this.process.memory,
			sleep: async (ms) => await this.heard(time.sleep(ms)),
			now,
			token: () => `run ${this.number}, token ${tokens++}`,
			cancelled: () => this.cancelled,
			exclusively: async (key, work) => await this.process.locks.run(key, work),
		};
	}

	private get cancelled(): boolean {
		const { cancelledAfterMs = Infinity } = this.plan;
		return this.world.time.now >= this.startedAt + cancelledAfterMs;
	}

	/** What the outside world tells a process, unless it dies before. */
	private async heard<T>(told: Promise<T>): Promise<T> {
		await told.catch(() => undefined);
		if (++this.steps === this.plan.diesAtStep) this.process.die();
		if (!this.process.alive) await new Promise<never>(() => undefined);
		return await told;
	}

	private readonly send: Send = async (path, body, isStillWanted) => {
		const fate = this.world.fateOf(path);
		this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
		const heldUpMs = fate.heldUpMs ?? 0;
		if (heldUpMs > 0) await this.heard(this.world.time.sleep(heldUpMs));
		const answered = isStillWanted() ? await this.sendNow(path, body, fate) : fail(TOO_LATE);
		this.inFlight--;
		return answered;
	};

	private async sendNow(path: string, body: object, fate: Fate): Promise<Result<Answer>> {
		this.calls.push(path);
		const isNeedless = this.cancelled || this.heardHopeless;
		if (path === ENDPOINTS.allocate.path && isNeedless) this.needlessAllocations++;
		const answered = await this.heard(this.travel(path, body, fate));
		if (fate.reply.kind === 'answer' && fate.reply.hopeless) this.heardHopeless = true;
		return answered;
	}

	private async travel(path: string, body: object, fate: Fate): Promise<Result<Answer>> {
		const { bank, leg, time } = this.world;
		const serve = () => bank.serve(path, body, time.now, this.number);
		if (typeof fate.done === 'number') time.after(fate.done, serve);
		await time.sleep(leg());
		const own = fate.done === 'onArrival' ? serve() : answer(503, undefined);
		if (fate.reply.kind === 'silence') {
			await time.sleep(TIMEOUT_MS);
			return fail({ kind: 'unknown', message: 'EnKash did not answer in time' });
		}
		await time.sleep(leg());
		return this.replied(fate.reply, own);
	}

	private replied(reply: Reply, own: Answer): Result<Answer> {
		if (reply.kind === 'failure') return fail(reply.failure);
		if (reply.kind === 'answer') return succeed(reply.answer);
		if (reply.kind === 'unfiltered') return succeed(this.world.bank.transactions(undefined));
		if (reply.kind === 'cut') {
			const payload = { recordsCount: 9, data: [] };
			return succeed(answer(200, { code: 0, message: 'Success', payload }));
		}
		if (reply.kind !== 'echo') return succeed(own);
		const payload = { enkashCardTxnId: 'ECTX', pgReferenceNumber: reply.echo };
		return succeed(answer(200, { code: 0, message: 'Success', payload }));
	}
}
