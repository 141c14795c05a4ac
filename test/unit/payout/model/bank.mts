import type { Answer } from '../../../../enkash/api/response.ts';
import type { Direction } from '../../../../enkash/contract/allocation.ts';
import type { Account, Transaction } from '../../../../sandbox/account.mts';
import type { Behaviour } from '../../../../sandbox/behaviour.mts';
import { Clock } from '../../../../sandbox/clock.mts';
import { DEMO } from '../../../../sandbox/company.mts';
import type { Delivery } from '../../../../sandbox/deliveries.mts';
import { routerError } from '../../../../sandbox/deliveries.mts';
import type { DialectName } from '../../../../sandbox/dialects/registry.mts';
import { exchange } from '../../../../sandbox/exchange.mts';
import { parsedJson } from '../../../../sandbox/fields.mts';
import { openLedger } from '../../../../sandbox/ledger.mts';
import { routeAt } from '../../../../sandbox/routes.mts';
import { DEFAULT_SETTINGS } from '../../../../sandbox/settings.mts';
import { Tokens } from '../../../../sandbox/tokens.mts';
import { World } from '../../../../sandbox/world.mts';
import type { VirtualTime } from './virtualTime.mts';

/** Node 20 cannot write numbers of 64 bits into JSON; when they are read they come to the same. */
if (!('rawJSON' in JSON)) Object.assign(JSON, { rawJSON: Number });

/** How many people have handles: more than fit on the pages of any dialect. */
export const STAFF = 16;

/** Money that moved, and which run's request moved it. Amount in paise. */
export interface Commit {
	readonly reference: string;
	readonly amount: number;
	readonly direction: Direction;
	readonly handleId: string;
	/** ms since the epoch. */
	readonly at: number;
	readonly run: number;
}

/** How EnKash's books stand, and how it speaks. */
export interface Books {
	readonly dialects: readonly DialectName[];
	/** Rupees on the account. */
	readonly balance: number;
	/** How many transactions are listed from before. */
	readonly history: number;
	/** After so many ms a payment is listed, where no dialect says when. */
	readonly lagOf: (reference: string) => number;
}

/** The sandbox's clock, in a time that passes only as the model lets it. */
class ModelClock extends Clock {
	readonly #time: VirtualTime;

	constructor(time: VirtualTime) {
		super();
		this.#time = time;
	}

	override later(ms: number, work: () => void): void {
		this.#time.after(ms, work);
	}

	override async sleep(ms: number): Promise<void> {
		if (ms > 0) await this.#time.sleep(ms);
	}
}

/** EnKash as the sandbox knows it, without a server. Unless a dialect says so, it never de-duplicates. */
export class Bank {
	readonly commits: Commit[] = [];
	readonly account: Account;
	readonly behaviour: Behaviour;
	private readonly world: World;
	private readonly tokens = new Map<string, string>();
	/** The run whose request for a reference was the last to be sent. */
	private readonly posters = new Map<string, number>();

	/** @param time what `Date.now` tells while the bank is open */
	constructor(time: VirtualTime, { balance, dialects, history, lagOf }: Books) {
		const world = new World({ ...DEFAULT_SETTINGS, tokenTtl: 1_000_000, dialects: [...dialects] });
		const clock = new ModelClock(time);
		world.ledger = openLedger(clock, { balance, handles: STAFF, transactions: history });
		world.tokens = new Tokens(clock);
		const isListed = (transaction: Transaction, age: number) =>
			transaction.reference === undefined || age >= lagOf(transaction.reference);
		world.behaviour = {
			shown: (all, { age }) => all.filter((each) => isListed(each, age(each))),
			...world.behaviour,
		};
		this.world = Object.assign(world, { clock });
		this.behaviour = world.behaviour;
		const account = world.ledger.get(DEMO.cardAccountId);
		if (!account) throw new Error('The sandbox has no account');
		this.account = account;
		const commit = account.commit.bind(account);
		account.commit = (movement) => {
			const { amount, direction, handle, reference = '' } = movement;
			const run = this.posters.get(reference) ?? -1;
			this.commits.push({
				...{ reference, amount, direction, run, handleId: handle.id, at: time.now },
			});
			return commit(movement);
		};
	}

	/** Notes which run a payment is sent by, before it is. */
	expect(reference: string, run: number): void {
		this.posters.set(reference, run);
	}

	/** Does what a request asks for, at the moment at which it arrives, and answers. */
	async serve(path: string, body: object, username: string): Promise<Answer> {
		const { pathname, searchParams } = new URL(path, 'http://enkash');
		const route = routeAt(this.world, pathname);
		this.world.calls.begin(route?.endpoint ?? 'elsewhere');
		const { pathUnknown } = this.behaviour;
		if (!route) return answerIn(pathUnknown?.() ?? routerError(404, pathname));
		const ending = await exchange(
			this.world,
			route,
			{
				headers: {
					authorization: `Bearer ${this.tokenOf(username)}`,
					'content-type': 'application/json',
					partnerid: DEMO.partnerId,
				},
				query: searchParams,
				text: JSON.stringify(body),
			},
			{},
		);
		if (typeof ending === 'string') throw new Error('The sandbox gave no answer');
		return answerIn(ending);
	}

	/** Times that money moved under a reference. */
	timesPaid(reference: string): number {
		return this.account.payments().get(reference)?.times ?? 0;
	}

	private tokenOf(username: string): string {
		const known = this.tokens.get(username);
		if (known !== undefined) return known;
		const { value } = this.world.tokens.issue(username, 1_000_000, false);
		this.tokens.set(username, value);
		return value;
	}
}

const answerIn = ({ headers, status, text }: Delivery): Answer => ({
	status,
	headers,
	body: parsedJson(text) ?? text,
});
