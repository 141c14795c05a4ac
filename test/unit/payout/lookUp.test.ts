import { Stop } from '../../../enkash/payout/stop.ts';
import { succeed } from '../../../enkash/result.ts';
import { NOTHING, SHOWN, enkash, record, verdict } from './lookUps.ts';
import { payment } from './payments.ts';
import { LOST, type Told, UNREACHED, http, no, yes } from './stub.ts';

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
