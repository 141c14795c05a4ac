import { RequestQueue } from '../../../enkash/requests/queue.ts';
import { Together } from '../../../enkash/requests/together.ts';
import { StubClock, StubEnKash, type Told, no, yes } from '../payout/stub.ts';

const record = (pgReferenceNumber: string) => ({
	enKashTransactionId: `ECT-${pgReferenceNumber}`,
	amount: 100,
	cardTransactionType: 'CR',
	pgReferenceNumber,
	status: 'CREATED',
});

const KNOWN = ['known-1', 'known-2'];

/** An EnKash that lists what it has under the references of a question. */
const heeding =
	(all: readonly string[]) =>
	(wanted: readonly string[]): Told =>
		yes(all.filter((one) => wanted.includes(one)).map(record));

async function ask(
	references: readonly string[],
	{
		all,
		plural = heeding(all),
	}: { all: readonly string[]; plural?: (wanted: readonly string[]) => Told },
) {
	const clock = new StubClock();
	const enkash = new StubEnKash({}, clock.now);
	enkash.answer('transactions', (body) => {
		if ('pgReferenceNumbers' in body && Array.isArray(body.pgReferenceNumbers)) {
			return plural(body.pgReferenceNumbers.map(String));
		}
		if (!('pgReferenceNumber' in body)) return yes(all.map(record));
		return heeding(all)([String(body.pgReferenceNumber)]);
	});
	const together = new Together(
		{
			...{ client: enkash.client, queue: new RequestQueue(clock, 5), nonce: () => 'nonce' },
			...{ sleep: clock.sleep, now: clock.now },
		},
		'CA1',
	);
	const lists = await Promise.all(references.map(async (one) => await together.one(one)));
	const found = lists.map((list) =>
		list.ok ? list.value.data.map(({ canonical }) => canonical.uniqueReferenceNumber) : 'failed',
	);
	return { found, requests: enkash.timesAsked('transactions') };
}

const references = (count: number) => Array.from({ length: count }, (_, index) => `pay-${index}`);
const each = (all: readonly string[]) => all.map((one) => [one]);

it('asks for many as one, after it was told of two that are there', async () => {
	const wanted = references(40);
	const { found, requests } = await ask(wanted, { all: [...KNOWN, ...wanted] });
	expect(found).toEqual(each(wanted));
	expect(requests).toBe(2);
});

it('asks for fifty at a time', async () => {
	const wanted = references(120);
	const { found, requests } = await ask(wanted, { all: [...KNOWN, ...wanted] });
	expect(found).toEqual(each(wanted));
	expect(requests).toBe(1 + 3);
});

it('asks alone for what is not among the answers', async () => {
	const wanted = references(10);
	const there = wanted.slice(1);
	const { found, requests } = await ask(wanted, { all: [...KNOWN, ...there] });
	expect(found).toEqual([[], ...each(there)]);
	expect(requests).toBe(2 + 1);
});

it('asks alone for a few, and where EnKash lists nothing that it could be known by', async () => {
	const wanted = references(4);
	expect((await ask(wanted, { all: [...KNOWN, ...wanted] })).requests).toBe(4);
	const many = references(6);
	expect(await ask(many, { all: [] })).toEqual({ found: many.map(() => []), requests: 1 + 6 });
});

it.each<[string, (wanted: readonly string[]) => Told]>([
	['ignores the question', () => yes(['x', 'y', 'z'].map(record))],
	['heeds the first value only', ([first = '']) => yes([record(first)])],
	['cuts the list', () => yes({ recordsCount: 90, data: KNOWN.map(record) })],
	['refuses it', () => no('pgReferenceNumbers is not allowed', 400)],
])('asks one by one where EnKash %s', async (_, plural) => {
	const wanted = references(60);
	const { found, requests } = await ask(wanted, { all: [...KNOWN, ...wanted], plural });
	expect(found).toEqual(each(wanted));
	expect(requests).toBeLessThanOrEqual(60 + 5);
});
