import { impossibleReference } from '../../../enkash/api/impossibleReference.ts';
import { Evidence } from '../../../enkash/payout/proof.ts';
import { LookUp } from '../../../enkash/payout/lookUp.ts';
import { Stop } from '../../../enkash/payout/stop.ts';
import type { QuestionPorts } from '../../../enkash/payout/questions.ts';
import type { Found } from '../../../enkash/payout/judge.ts';
import { RequestQueue } from '../../../enkash/requests/queue.ts';
import { succeed } from '../../../enkash/result.ts';
import { payment, payments } from './payments.ts';
import { LOST, StubClock, StubEnKash, type Told, UNREACHED, http, no, yes } from './stub.ts';

const record = (pgReferenceNumber: string) => ({
	enKashTransactionId: `ECT-${pgReferenceNumber}`,
	enKashCardId: 'EKC9MKS5RM',
	amount: 100,
	cardTransactionType: 'CR',
	pgReferenceNumber,
	status: 'CREATED',
});
const SHOWN = yes([record('pay-0')]);
const NOTHING = yes([]);

const verdict = (found: Found | undefined): string =>
	found && 'failure' in found ? `${found.kind}: ${found.failure.code}` : String(found?.kind);

function enkash(transactions: readonly Told[], more: Partial<QuestionPorts> = {}) {
	const { now, sleep } = new StubClock();
	const stub = new StubEnKash({ transactions }, now);
	const evidence = new Evidence();
	let tokens = 0;
	const lookUp = new LookUp(
		{
			...{ client: stub.client, queue: new RequestQueue({ now, sleep }, 5), sleep, now },
			token: () => `token ${(tokens += 1)}`,
			stop: new Stop(() => false),
			handleOf: async () => await Promise.resolve(succeed('EKC9MKS5RM')),
			...more,
		},
		evidence,
		{},
	);
	return { evidence, lookUp, now, stub };
}

const ask = async (...transactions: readonly Told[]) =>
	verdict(await enkash(transactions).lookUp.one(payment()));

describe('a look-up of one payment', () => {
	it('finds it, or finds that it is absent from a whole list', async () => {
		expect(await ask(SHOWN)).toBe('paid');
		expect(await ask(NOTHING)).toBe('absent');
	});

	it('is made again when EnKash could not be asked, three times at the most', async () => {
		expect(await ask(LOST, UNREACHED, SHOWN)).toBe('paid');
		expect(await ask(LOST, http(503), UNREACHED, SHOWN)).toBe('unclear: look-up-failed');
	});

	it.each([
		['HTTP 401', http(401)],
		['HTTP 403', http(403, '<html>')],
		['a router that knows no such path', http(404, '<html>')],
		['a page to sign in', http(200, '<html>')],
	])('proves nothing after %s', async (_, answer) => {
		expect(await ask(answer)).toBe('unclear: look-up-failed');
	});

	it.each(['Transaction not found', 'This is the end of the list', 'pay-0 does not exist'])(
		'takes %j for "there is none" if EnKash says it of impossible references, too',
		async (words) => {
			expect(await ask(no(words))).toBe('absent');
		},
	);

	it('proves nothing by words that EnKash does not say of impossible references', async () => {
		expect(await ask(no('This one is archived'), NOTHING, NOTHING)).toBe(
			'unclear: look-up-not-understood',
		);
	});

	it('proves nothing by words that EnKash does not say twice', async () => {
		const nothing = no('There is none');
		expect(await ask(nothing, nothing, nothing, no('One moment'))).toBe(
			'unclear: look-up-not-understood',
		);
	});

	it.each(['You have no data permission', 'Something went wrong', 'Too many requests'])(
		'proves nothing by %j, whatever it is said of',
		async (words) => {
			expect(await ask(no(words))).toBe('unclear: look-up-not-understood');
		},
	);

	it('names the handle once EnKash wants it, and asks no more without', async () => {
		const wanted = no('enKashCardId is required', 400);
		const { lookUp, stub } = enkash([wanted, SHOWN, NOTHING]);
		expect(verdict(await lookUp.one(payment()))).toBe('paid');
		expect(verdict(await lookUp.one(payment()))).toBe('absent');
		const handles = stub.asked.map(({ body }) => 'enKashCardId' in body);
		expect(handles).toEqual([false, true, true]);
	});

	it('finds that a person without a handle has not been paid, where EnKash wants the handle', async () => {
		const { lookUp } = enkash([no('enKashCardId is required', 400)], {
			handleOf: async () => await Promise.resolve(succeed(undefined)),
		});
		expect(verdict(await lookUp.one(payment()))).toBe('absent');
	});

	it('takes records without a reference for the payment where EnKash has none for others', async () => {
		const nameless = { ...record('pay-0'), pgReferenceNumber: undefined };
		expect(await ask(yes([nameless]), NOTHING, NOTHING)).toBe('paid');
		expect(await ask(yes([nameless]))).toBe('unclear: filter-ignored');
	});
});

describe('a look-up of a payment that was just sent', () => {
	it('goes on when the batch has ended meanwhile, and not when a person has ended it', async () => {
		const ended = new Stop(() => false);
		ended.because({ kind: 'notSent', code: 'too-many-unknown', data: {} });
		const cases = [ended, new Stop(() => true)].map(async (stop) => {
			const { lookUp, now } = enkash([NOTHING, NOTHING, SHOWN], { stop });
			return verdict(await lookUp.until(payment(), now() + 10_000));
		});
		expect(await Promise.all(cases)).toEqual(['paid', 'absent']);
	});

	it('goes on until it is shown, or its time is over', async () => {
		const { lookUp, now, stub } = enkash([NOTHING, NOTHING, SHOWN]);
		expect(verdict(await lookUp.until(payment(), now() + 10_000))).toBe('paid');
		expect(stub.timesAsked('transactions')).toBe(3);

		const never = enkash([NOTHING]);
		const deadline = never.now() + 10_000;
		expect(verdict(await never.lookUp.until(payment(), deadline))).toBe('absent');
		expect(never.now()).toBe(deadline);
	});

	it('goes on while its status is not known', async () => {
		const pending = yes([{ ...record('pay-0'), status: 'PENDING' }]);
		const { lookUp, now } = enkash([pending, pending, SHOWN]);
		expect(verdict(await lookUp.until(payment(), now() + 10_000))).toBe('paid');
	});
});

describe('a look-up of many payments', () => {
	const batch = payments(8);
	const references = batch.map(({ reference }) => reference);

	/** EnKash as it answers a question for many, or for one, of which it knows these. */
	async function askMany(known: readonly string[], answer: (wanted: readonly string[]) => Told) {
		const { evidence, lookUp, stub } = enkash([]);
		evidence.show(['known-1', 'known-2']);
		stub.answer('transactions', (body) => {
			if ('pgReferenceNumbers' in body && Array.isArray(body.pgReferenceNumbers)) {
				return answer(body.pgReferenceNumbers.map(String));
			}
			const wanted = 'pgReferenceNumber' in body ? String(body.pgReferenceNumber) : '';
			return yes([...known].filter((one) => one === wanted).map(record));
		});
		const found = await lookUp.many(batch);
		const verdicts = batch.map((one) => verdict(found.get(one)));
		return { verdicts, questions: stub.timesAsked('transactions') };
	}
	const heeding = (known: readonly string[]) => (wanted: readonly string[]) =>
		yes(known.filter((one) => wanted.includes(one)).map(record));
	const absent = batch.map(() => 'absent');

	it('asks once where none was paid', async () => {
		const known = ['known-1', 'known-2'];
		expect(await askMany(known, heeding(known))).toEqual({ verdicts: absent, questions: 1 });
	});

	it('asks once where all were paid', async () => {
		const known = ['known-1', 'known-2', ...references];
		const { questions, verdicts } = await askMany(known, heeding(known));
		expect([new Set(verdicts), questions]).toEqual([new Set(['paid']), 1]);
	});

	it('asks for the others again where some were paid: a longer list may have been cut', async () => {
		const known = ['known-1', 'known-2', 'pay-0', 'pay-1'];
		const { questions, verdicts } = await askMany(known, heeding(known));
		expect(verdicts).toEqual(['paid', 'paid', ...absent.slice(2)]);
		expect(questions).toBe(2);
	});

	it.each([
		['the question is ignored', () => yes(['x', 'y', 'z'].map(record))],
		['only its first value is heeded', () => yes([record('known-1')])],
		['only its last value is heeded', () => yes([record('known-2')])],
		['nothing at all comes', () => NOTHING],
		['the list is cut', () => yes({ recordsCount: 9, data: ['known-1', 'known-2'].map(record) })],
		['it is refused', () => no('pgReferenceNumbers is not allowed', 400)],
	])('asks one by one where %s', async (_, answer) => {
		const { questions, verdicts } = await askMany(['pay-3'], answer);
		expect(verdicts).toEqual(references.map((one) => (one === 'pay-3' ? 'paid' : 'absent')));
		expect(questions).toBeGreaterThanOrEqual(1 + batch.length);
	});

	it('carries a known payment first and last, and one that cannot be there', async () => {
		const asked: string[][] = [];
		await askMany(['known-1', 'known-2'], (wanted) => {
			asked.push([...wanted]);
			return yes(['known-1', 'known-2'].map(record));
		});
		const impossible = impossibleReference('pay-0', 'token 1');
		expect(asked).toEqual([['known-1', ...references, impossible, 'known-2']]);
	});
});
