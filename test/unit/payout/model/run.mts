import { type Call, type Send, createClient } from '../../../../enkash/api/client.ts';
import type { PayloadEncryption } from '../../../../enkash/api/cipher.ts';
import type { Answer } from '../../../../enkash/api/response.ts';
import type { Failure } from '../../../../enkash/failures/failure.ts';
import { HandleDirectory } from '../../../../enkash/handleDirectory.ts';
import type { PayOptions, PayPorts } from '../../../../enkash/payout/batch.ts';
import type { Outcome } from '../../../../enkash/payout/outcome.ts';
import { type BatchResult, payBatch } from '../../../../enkash/payout/payBatch.ts';
import type { Payment } from '../../../../enkash/payout/payment.ts';
import { handleOf, holdersIn, refusalOf } from '../../../../enkash/recipients.ts';
import { RequestQueue } from '../../../../enkash/requests/queue.ts';
import { type Result, fail, succeed } from '../../../../enkash/result.ts';
import { DEMO } from '../../../../sandbox/company.mts';
import type { Bank } from './bank.mts';
import type { Fate } from './faults.mts';
import type { Process, Row } from './processes.mts';
import type { VirtualTime } from './virtualTime.mts';

/** One start of the workflow, and what is to happen to it. */
export interface RunPlan {
	/** ms after the lane's run before has ended. */
	readonly afterMs: number;
	/** How many of the payments are known by then. */
	readonly known: number;
	/** All that are known, or only those that no earlier run has reported as paid. */
	readonly batch: 'all' | 'left';
	/** Somebody looks in EnKash's own books first, and names what is not there. */
	readonly isCheckedByHand?: boolean;
	/** The process dies instead of hearing of this answer of the outside world. */
	readonly diesAtStep?: number;
	readonly cancelledAfterMs?: number;
}

export interface World {
	readonly time: VirtualTime;
	readonly bank: Bank;
	readonly row: Row | undefined;
	readonly fateOf: (path: string) => Fate;
	/** ms that the next leg of a request takes. */
	readonly leg: () => number;
	readonly timeoutMs: number;
	readonly username: string;
}

const ENCRYPTION: Readonly<Record<'off' | 'request' | 'both', PayloadEncryption>> = {
	off: 'off',
	request: 'request',
	both: 'requestAndResponse',
};

/** One run of the engine, and all that was seen of it. */
export class Run {
	readonly number: number;
	readonly payments: readonly Payment[];
	readonly startedAt: number;
	/** Absent if the run was not finished. */
	result: BatchResult | undefined;
	/** Why the run ended before the engine was asked for anything. */
	refusal: Failure | undefined;
	/** What the engine threw, which it never should. */
	crash: unknown;
	endedAt = NaN;
	/** The path of every request, in the order in which they were sent. */
	readonly calls: string[] = [];
	mostInFlight = 0;
	/** Payments sent after the run was cancelled, or had heard that no further one can succeed. */
	needlessPayments = 0;

	private inFlight = 0;
	private steps = 0;
	private heardHopeless = false;
	private readonly process: Process;
	private readonly plan: RunPlan;
	private readonly world: World;

	constructor(
		number: number,
		payments: readonly Payment[],
		{ plan, process, world }: { plan: RunPlan; process: Process; world: World },
	) {
		this.number = number;
		this.payments = payments;
		this.process = process;
		this.plan = plan;
		this.world = world;
		this.startedAt = world.time.now;
	}

	outcomeOf(payment: Payment): Outcome | undefined {
		return this.result?.outcomes[this.payments.indexOf(payment)];
	}

	/** As the node does: the handles are read first, and the payments then. */
	async pay(options: PayOptions): Promise<void> {
		try {
			this.result = await this.payFromList(options);
		} catch (error) {
			this.crash = error;
		}
		this.endedAt = this.world.time.now;
	}

	private async payFromList(options: PayOptions): Promise<BatchResult | undefined> {
		const ports = this.ports();
		const queue = new RequestQueue({ sleep: ports.sleep, now: ports.elapsed }, 1);
		const list = await queue.ask(async () => await ports.client.handles(DEMO.cardAccountId));
		if (!list.ok && list.failure.affectsWholeBatch) {
			this.refusal = list.failure;
			return undefined;
		}
		const directory = new HandleDirectory(list.ok ? list.value : undefined);
		const payments = this.payments.map((payment): Payment => {
			const { recipient } = payment;
			if (recipient.kind === 'handle') return payment;
			const handleId = handleOf(recipient.person, directory)?.enKashCardId;
			return { ...payment, recipient: { ...recipient, handleId } };
		});
		return await payBatch(payments, options, {
			...ports,
			holders: holdersIn([directory]),
			refusalOf: (payment) => refusalOf(payment, directory),
		});
	}

	private ports(): PayPorts {
		const { bank, row, time, username } = this.world;
		const { process } = this;
		const writer = row && process.writerTo(row);
		const now = () => time.now + process.clockSkewMs;
		let nonces = 0;
		return {
			client: createClient({
				send: this.send,
				companyId: DEMO.companyId,
				payloadEncryption: ENCRYPTION[bank.behaviour.encryption],
				encryptionSecret: DEMO.clientSecret,
				now,
			}),
			process: process.payouts,
			store: writer && {
				record: async (keys) => await this.heard(writer.record(keys)),
				remove: async (keys) => await this.heard(writer.remove(keys)),
			},
			scope: ['https://enkash', DEMO.companyId],
			access: [username],
			sleep: async (ms) => await this.heard(time.sleep(ms)),
			now,
			elapsed: () => time.now - 1_000,
			nonce: () => `run ${this.number}, nonce ${nonces++}`,
			cancelled: () => this.cancelled,
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

	private readonly send: Send = async (call) => {
		const fate = this.world.fateOf(call.path);
		this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
		const { heldUpMs = 0 } = fate;
		if (heldUpMs > 0) await this.heard(this.world.time.sleep(heldUpMs));
		const answered = call.isStillWanted() ? await this.sendNow(call, fate) : fail(TOO_LATE);
		this.inFlight--;
		return answered;
	};

	private async sendNow(call: Call, fate: Fate): Promise<Result<Answer>> {
		if (fate.reply.kind === 'unreachable') return fail(await this.heardOf(UNREACHABLE));
		if (fate.reply.kind === 'noSession') return fail(await this.heardOf(NO_SESSION));
		this.calls.push(call.path);
		if (call.isPayment && (this.cancelled || this.heardHopeless)) this.needlessPayments++;
		const answered = await this.heard(this.travel(call, fate));
		if (fate.reply.kind === 'answer' && fate.reply.isHopeless) this.heardHopeless = true;
		return answered;
	}

	private async heardOf(failure: Failure): Promise<Failure> {
		await this.heard(this.world.time.sleep(this.world.leg()));
		return failure;
	}

	private async travel({ body, isPayment, path }: Call, fate: Fate): Promise<Result<Answer>> {
		const { bank, leg, time, timeoutMs, username } = this.world;
		const { done, reply } = fate;
		if (isPayment && 'uniqueReferenceNumber' in body) {
			bank.expect(String(body.uniqueReferenceNumber), this.number);
		}
		const isSilent = reply.kind === 'silence';
		if (typeof done === 'number') {
			const gaveUpAfter = isSilent ? timeoutMs : 0;
			time.after(gaveUpAfter + done, () => void bank.serve(path, body, username));
		}
		await time.sleep(leg());
		const own = done === 'onArrival' ? bank.serve(path, body, username) : undefined;
		if (isSilent) {
			await time.sleep(timeoutMs);
			return fail(NO_ANSWER);
		}
		const ownOrLate = own && (await Promise.race([own, time.sleep(timeoutMs)]));
		await time.sleep(leg());
		if (reply.kind === 'lost') return fail(CONNECTION_LOST);
		if (reply.kind === 'answer') return succeed(reply.answer);
		return ownOrLate ? succeed(ownOrLate) : fail(NO_ANSWER);
	}
}

const TOO_LATE: Failure = { kind: 'notSent', code: 'session-too-late', data: {} };
const UNREACHABLE: Failure = {
	kind: 'notSent',
	code: 'unreachable',
	data: { reason: 'ECONNREFUSED' },
};
const NO_SESSION: Failure = {
	kind: 'credential',
	code: 'login-refused',
	data: { nextAttempt: 'whenAsked' },
	affectsWholeBatch: true,
};
const NO_ANSWER: Failure = { kind: 'unknown', code: 'no-answer-in-time', data: {} };
const CONNECTION_LOST: Failure = { kind: 'unknown', code: 'connection-lost', data: {} };
