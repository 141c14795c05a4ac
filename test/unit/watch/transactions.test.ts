import fc from 'fast-check';
import { MAX_NAMES } from '../../../enkash/watch/transactions.ts';
import { Bank, type Mood, type Movement, Poller, indianTime } from './transactionModel.ts';
import { runs } from '../../support/size.mts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const NOW = Date.parse('2026-11-23T09:00:00Z');

const CREDIT = { name: 'CR', label: 'CR' };
const DEBIT = { name: 'DR', label: 'DR' };

let remark = 0;
const movement = (at: number, fields: Partial<Movement> = {}): Movement => {
	remark += 1;
	return {
		enKashTransactionId: `EKT${remark}`,
		amount: 100,
		txnDate: indianTime(at),
		remark,
		...fields,
	};
};

/** A bank with one old movement, and a poller that has looked once. */
async function watching(filters = {}) {
	const bank = new Bank();
	bank.movements.push(movement(NOW - HOUR));
	const poller = new Poller(bank, NOW, filters);
	await poller.poll();
	const make = (at: number, fields?: Partial<Movement>) => {
		const made = movement(at, fields);
		bank.movements.unshift(made);
		return made.remark;
	};
	return { bank, make, poller };
}

describe('a watch for transactions', () => {
	it('puts out nothing of what was there at the first look', async () => {
		const { poller } = await watching();
		await poller.poll();
		expect(poller.remarks).toEqual([]);
	});

	it('puts out what came since, oldest first', async () => {
		const { make, poller } = await watching();
		const later = make(NOW + 5 * SECOND);
		const earlier = make(NOW + SECOND);
		await poller.poll();
		expect(poller.remarks).toEqual([earlier, later]);
	});

	it('tells transactions of the same second apart, also over two polls', async () => {
		const { make, poller } = await watching();
		const first = make(NOW);
		await poller.poll();
		const second = make(NOW);
		await poller.poll();
		expect(poller.remarks).toEqual([first, second]);
	});

	it('notices a late one up to a day behind the newest, and none that is older', async () => {
		const { make, poller } = await watching();
		const newest = make(NOW);
		await poller.poll();
		const late = make(NOW - 23 * HOUR);
		make(NOW - 25 * HOUR);
		await poller.poll();
		expect(poller.remarks).toEqual([newest, late]);
	});

	it('goes on after a restart where n8n saved it last', async () => {
		const { make, poller } = await watching();
		const before = make(NOW);
		await poller.poll();
		poller.restart();
		const after = make(NOW + SECOND);
		await poller.poll();
		expect(poller.remarks).toEqual([before, after]);
	});

	it('loses nothing while EnKash is down or cuts its list', async () => {
		const { bank, make, poller } = await watching();
		const made = make(NOW);
		for (const mood of ['down', 'cut'] as const) {
			bank.mood = mood;
			expect(await poller.poll()).toBe(false);
		}
		bank.mood = 'well';
		await poller.poll();
		expect(poller.remarks).toEqual([made]);
	});

	it('does not start on a list that is cut', async () => {
		const bank = new Bank();
		bank.movements.push(movement(NOW));
		bank.mood = 'cut';
		const poller = new Poller(bank, NOW);
		expect(await poller.poll()).toBe(false);
		bank.mood = 'well';
		await poller.poll();
		expect(poller.remarks).toEqual([]);
	});

	it('checks dates itself where EnKash ignores them', async () => {
		const { bank, make, poller } = await watching();
		bank.ignoresFilters = true;
		make(NOW - 100 * HOUR);
		const made = make(NOW);
		await poller.poll();
		expect(poller.remarks).toEqual([made]);
	});

	it('knows a transaction again when it gets its id later', async () => {
		const { bank, make, poller } = await watching();
		const made = make(NOW, { uniqueReferenceNumber: 'CLAIM-1', idComesLate: true });
		await poller.poll();
		bank.hasLateIds = true;
		await poller.poll();
		expect(poller.remarks).toEqual([made]);
	});

	it('tells money that comes back from money that went, under one reference', async () => {
		const { make, poller } = await watching();
		const common = { uniqueReferenceNumber: 'CLAIM-1', enKashTransactionId: undefined };
		const went = make(NOW, { ...common, cardTransactionType: CREDIT });
		await poller.poll();
		const cameBack = make(NOW + SECOND, { ...common, cardTransactionType: DEBIT });
		await poller.poll();
		expect(poller.remarks).toEqual([went, cameBack]);
	});

	it('takes two movements that say the same and have no id for two', async () => {
		const { make, poller } = await watching();
		make(NOW, { enKashTransactionId: undefined });
		await poller.poll();
		make(NOW, { enKashTransactionId: undefined });
		await poller.poll();
		await poller.poll();
		expect(poller.remarks).toHaveLength(2);
	});

	it('puts a transaction out once that EnKash lists twice', async () => {
		const { bank, make, poller } = await watching();
		const made = make(NOW);
		bank.movements.push(...bank.movements.slice(0, 1));
		await poller.poll();
		expect(poller.remarks).toEqual([made]);
	});

	it('puts out transactions without any date, once', async () => {
		const { make, poller } = await watching();
		const made = make(NOW, { txnDate: undefined });
		await poller.poll();
		const next = make(NOW + 48 * HOUR);
		poller.now = NOW + 48 * HOUR;
		await poller.poll();
		await poller.poll();
		expect(poller.remarks).toEqual([made, next]);
	});

	it('knows one without a date again when it gets its id later', async () => {
		const { bank, make, poller } = await watching();
		const fields = { txnDate: undefined, uniqueReferenceNumber: 'CLAIM-1', idComesLate: true };
		const made = make(NOW, fields);
		await poller.poll();
		bank.hasLateIds = true;
		const others = [make(NOW)];
		await poller.poll();
		others.push(make(NOW));
		await poller.poll();
		expect(poller.remarks).toEqual([made, ...others]);
	});

	it('is not led past today by a date that has yet to come', async () => {
		const { make, poller } = await watching();
		const future = make(NOW + 10_000 * HOUR);
		await poller.poll();
		const present = make(NOW + SECOND);
		await poller.poll();
		expect(poller.remarks).toEqual([future, present]);
	});

	it('puts out a transaction when it comes to match the filters', async () => {
		const { bank, make, poller } = await watching({ status: 'SUCCESS' });
		const made = make(NOW, { status: { name: 'CREATED', label: 'Created' } });
		await poller.poll();
		expect(poller.remarks).toEqual([]);
		const [created] = bank.movements;
		if (created) bank.movements[0] = { ...created, status: { name: 'SUCCESS', label: 'Success' } };
		await poller.poll();
		expect(poller.remarks).toEqual([made]);
	});

	it('fails rather than guess when EnKash leaves out what a filter is about', async () => {
		const { make, poller } = await watching({ direction: 'CR' });
		make(NOW);
		expect(await poller.poll()).toBe(false);
	});

	it('keeps a bounded memory, and still repeats nothing', async () => {
		const { make, poller } = await watching();
		for (let n = 0; n < MAX_NAMES + 500; n++) make(NOW + n * SECOND);
		poller.now = NOW + 3 * HOUR;
		await poller.poll();
		expect(poller.remarks).toHaveLength(MAX_NAMES + 500);
		await poller.poll();
		expect(poller.remarks).toHaveLength(MAX_NAMES + 500);
		expect(poller.names).toBe(MAX_NAMES);
	});

	it('forgets what has left the window', async () => {
		const { make, poller } = await watching();
		make(NOW);
		await poller.poll();
		make(NOW + 240 * HOUR);
		poller.now = NOW + 240 * HOUR;
		await poller.poll();
		expect(poller.names).toBe(1);
	});

	it('moves the window with what it was sent, not with the clock', async () => {
		const { make, poller } = await watching();
		const first = make(NOW + SECOND);
		poller.now = NOW + 400 * HOUR;
		await poller.poll();
		const second = make(NOW + 2 * SECOND);
		await poller.poll();
		expect(poller.remarks).toEqual([first, second]);
	});

	it('starts over with a memory that is not its own', async () => {
		const bank = new Bank();
		bank.movements.push(movement(NOW));
		const poller = new Poller(bank, NOW);
		for (const saved of ['{"since":"yesterday"}', '[]', '"x"', '{"since":1,"seen":{"a":"b"}}']) {
			poller.restart(saved);
			await poller.poll();
		}
		expect(poller.remarks).toEqual([]);
	});

	it('shows the newest one as a sample, however old', async () => {
		const { bank, poller } = await watching();
		poller.now = NOW + 1000 * HOUR;
		expect(await poller.sample()).toMatchObject({
			ok: true,
			value: { enKashTransactionId: bank.movements[0]?.enKashTransactionId },
		});
	});

	it('says so when there is nothing to show', async () => {
		const poller = new Poller(new Bank(), NOW);
		expect(await poller.sample()).toMatchObject({
			ok: false,
			failure: { code: 'no-transaction-yet' },
		});
	});
});

type Kind = 'withId' | 'withLateId' | 'withoutId';

type Act =
	| { readonly does: 'make'; readonly lateS: number; readonly kind: Kind; readonly twin: number }
	| { readonly does: 'poll'; readonly mood: Mood }
	| { readonly does: 'wait'; readonly s: number }
	| { readonly does: 'restart' | 'reverse' | 'assignIds' };

const make = fc.record({
	does: fc.constant('make' as const),
	// Many of the same second, some late.
	lateS: fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 23 * 3600 })),
	kind: fc.constantFrom<Kind>('withId', 'withLateId', 'withoutId'),
	twin: fc.integer({ min: 0, max: 1 }),
});
const poll = fc.record({
	does: fc.constant('poll' as const),
	mood: fc.constantFrom<Mood>('well', 'well', 'down', 'cut'),
});
const wait = fc.record({
	does: fc.constant('wait' as const),
	s: fc.integer({ min: 0, max: 40 * 3600 }),
});
const other = fc.record({
	does: fc.constantFrom('restart' as const, 'reverse' as const, 'assignIds' as const),
});
const act: fc.Arbitrary<Act> = fc.oneof(make, make, poll, poll, wait, other);

/** What EnKash would send of it: twins say the same in every field. */
const contentOf = (made: Movement) => JSON.stringify({ ...made, remark: undefined });

class Story {
	readonly bank = new Bank();
	readonly poller = new Poller(this.bank, NOW);
	readonly expected: Movement[] = [];

	make(lateS: number, kind: Kind, twin: number): void {
		const name = String(this.expected.length);
		const made = movement(this.poller.now - lateS * SECOND, {
			amount: 100 + twin,
			...(kind === 'withoutId' ? { enKashTransactionId: undefined } : {}),
			...(kind === 'withLateId' ? { uniqueReferenceNumber: name, idComesLate: true } : {}),
		});
		this.expected.push(made);
		this.bank.movements.push(made);
	}

	async play(next: Act): Promise<void> {
		switch (next.does) {
			case 'make':
				return this.make(next.lateS, next.kind, next.twin);
			case 'poll':
				this.bank.mood = next.mood;
				await this.poller.poll();
				return;
			case 'wait':
				this.poller.now += next.s * SECOND;
				return;
			case 'restart':
				return this.poller.restart();
			case 'reverse':
				this.bank.movements.reverse();
				return;
			case 'assignIds':
				this.bank.hasLateIds = true;
		}
	}

	/** What was put out, and what should have been, told apart by all that EnKash sends. */
	get contents() {
		const byRemark = new Map(this.bank.movements.map((each) => [each.remark, contentOf(each)]));
		const putOut = this.poller.remarks.map((each) => byRemark.get(Number(each)));
		return { putOut: putOut.sort(), expected: this.expected.map(contentOf).sort() };
	}
}

describe('whatever happens', () => {
	it('puts every transaction after the first look out exactly once', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(act, { maxLength: 30 }),
				fc.boolean(),
				async (acts, ignoresFilters) => {
					const story = new Story();
					story.bank.ignoresFilters = ignoresFilters;
					story.bank.movements.push(movement(NOW - HOUR), movement(NOW));
					await story.poller.poll();
					for (const next of acts) await story.play(next);
					await story.play({ does: 'poll', mood: 'well' });
					expect(story.contents.putOut).toEqual(story.contents.expected);
				},
			),
			{ numRuns: runs(1_000) },
		);
	});
});
