import { LookUp } from '../../../enkash/payout/lookUp.ts';
import { hasFailure } from '../../../enkash/payout/outcome.ts';
import { type PayOnePorts, payOne } from '../../../enkash/payout/payOne.ts';
import type { Payment } from '../../../enkash/payout/payment.ts';
import { Evidence } from '../../../enkash/payout/proof.ts';
import { ABSENCE_TELLS_AFTER_MS, ABSENCE_TELLS_LAGS } from '../../../enkash/payout/timing.ts';
import { RequestQueue } from '../../../enkash/requests/queue.ts';
import { succeed } from '../../../enkash/result.ts';
import { Stop } from '../../../enkash/payout/stop.ts';
import { sentencesOf } from '../../../texts/text.ts';
import { textOf } from '../../../texts/textOf.ts';
import { payment } from './payments.ts';
import { LOST, StubClock, StubEnKash, type Told, UNREACHED, http, no, yes } from './stub.ts';

const ACCEPTED = {
	uniqueReferenceNumber: 'pay-0',
	enkashTransactionId: 'ECT1',
	enkashCardId: 'EKC9MKS5RM',
	otbBalance: 150.5,
};
const RECORD = {
	enKashTransactionId: 'ECT1',
	enKashCardId: 'EKC9MKS5RM',
	amount: 100,
	cardTransactionType: 'CR',
	pgReferenceNumber: 'pay-0',
	status: 'CREATED',
};
const NOTHING = yes([]);
const SHOWN = yes([RECORD]);

interface Case {
	readonly allocate: readonly Told[];
	readonly transactions?: readonly Told[];
	readonly payment?: Payment;
	readonly ports?: Partial<PayOnePorts>;
	/** What happens to the batch while the payment is looked up. */
	readonly meanwhile?: (stop: Stop) => void;
}

async function pay({
	allocate,
	meanwhile,
	transactions = [NOTHING],
	payment: wanted,
	ports,
}: Case) {
	const { ms, now, sleep } = new StubClock();
	const clock = { ms, now, sleep };
	const enkash = new StubEnKash({ allocate, transactions }, now);
	const queue = new RequestQueue({ now, sleep }, 1);
	const stop = new Stop(() => false);
	if (meanwhile) {
		enkash.answer('transactions', () => {
			meanwhile(stop);
			return NOTHING;
		});
	}
	const lookUp = new LookUp(
		{
			...{ client: enkash.client, queue, sleep, now },
			nonce: () => `${now()}`,
			stop,
			handleOf: async () => await Promise.resolve(succeed('EKC9MKS5RM')),
		},
		new Evidence(),
		{},
	);
	const paid = await payOne(wanted ?? payment(), {
		...{ client: enkash.client, queue, lookUp, sleep, now },
		stop,
		leaseLeftMs: () => 180_000 - (now() - clock.ms),
		lagMs: 100,
		confirmationWindowMs: 10_000,
		...ports,
	});
	const { outcome } = paid;
	const why = hasFailure(outcome) ? `: ${outcome.failure.code}` : '';
	return {
		...paid,
		became: `${outcome.kind}${why}`,
		posts: enkash.timesAsked('allocate'),
		lookUps: enkash.timesAsked('transactions'),
		stoppedBy: stop.reason?.code === 'stopped' ? stop.reason.data.cause.code : undefined,
		tookMs: now() - clock.ms,
	};
}

describe('a payment that EnKash accepts', () => {
	it('is paid without a question, and tells what EnKash told', async () => {
		const { became, lookUps, outcome, isRecordedAsPaid } = await pay({ allocate: [yes(ACCEPTED)] });
		expect([became, lookUps, isRecordedAsPaid]).toEqual(['paid', 0, true]);
		expect(outcome).toMatchObject({
			confirmedBy: 'response',
			receipt: { transactionId: 'ECT1', handleId: 'EKC9MKS5RM', handleBalance: 150.5 },
		});
	});

	it.each([
		['no reference', { uniqueReferenceNumber: undefined }],
		['another reference', { uniqueReferenceNumber: 'pay-9' }],
		['another amount', { loadAmount: 99 }],
		['another handle', { enkashCardId: 'EKCE54IDPE' }],
		['the status FAILED', { status: 'FAILED' }],
		['the status PENDING', { status: 'PENDING' }],
	])('is looked up if the answer has %s', async (_, changes) => {
		const allocate = [yes({ ...ACCEPTED, ...changes })];
		const found = await pay({ allocate, transactions: [SHOWN] });
		expect([found.became, found.lookUps]).toEqual(['paid', 1]);
		const missed = await pay({ allocate });
		expect(missed.became).toBe('unknown: accepted-differently');
		expect(missed.isRecordedAsPaid).toBe(true);
		expect(missed.stoppedBy).toBe('accepted-differently');
	});
});

describe('a payment whose answer tells nothing', () => {
	it.each([
		['a lost connection', LOST],
		['HTTP 500', http(500, 'Oops')],
		['a web page', http(200, '<html>Sign in</html>')],
		['"something went wrong"', no('Something went wrong')],
		['"under process"', no('Transaction is under process')],
		['a gateway that has no such page', http(404, '<html>')],
		['HTTP 429', http(429)],
		['HTTP 403', http(403, '<html>')],
		['HTTP 401', http(401)],
	])('is found by its reference: %s', async (_, answer) => {
		const { became, posts } = await pay({ allocate: [answer], transactions: [NOTHING, SHOWN] });
		expect([became, posts]).toEqual(['paid', 1]);
	});

	it.each([
		['a lost connection', LOST],
		['HTTP 500', http(500, 'Oops')],
		['"under process"', no('Transaction is under process')],
	])('is never sent again, and unknown where EnKash does not show it: %s', async (_, answer) => {
		const { became, isRecordedAsPaid, mayBeReleased, posts, tookMs } = await pay({
			allocate: [answer],
		});
		expect([became, posts]).toEqual(['unknown: outcome-unknown', 1]);
		expect([isRecordedAsPaid, mayBeReleased]).toEqual([false, false]);
		expect(tookMs).toBe(10_000);
	});

	it('is unknown by what EnKash said to it, and says why the search told nothing', async () => {
		const { outcome } = await pay({
			allocate: [no('Something went wrong')],
			transactions: [http(503, 'Down')],
		});
		const failure = hasFailure(outcome) ? outcome.failure : undefined;
		expect(failure).toMatchObject({
			code: 'outcome-unknown',
			data: { cause: { code: 'refused' }, lookUp: { code: 'server-trouble' } },
		});
		expect(failure && sentencesOf(textOf(failure))).not.toContain('nothing was sent');
	});

	it('is unknown, with what EnKash says of it, where its status is not known', async () => {
		const { became, outcome } = await pay({
			allocate: [LOST],
			transactions: [yes([{ ...RECORD, status: 'PENDING' }])],
		});
		expect(became).toBe('unknown: status-not-known');
		expect(outcome).toMatchObject({ receipt: { transactionId: 'ECT1' } });
	});

	it('is rejected where EnKash shows that it failed, and its reference is used up', async () => {
		const { became, mayBeReleased } = await pay({
			allocate: [LOST],
			transactions: [yes([{ ...RECORD, status: 'FAILED' }])],
		});
		expect([became, mayBeReleased]).toEqual(['rejected: payment-failed-at-enkash', false]);
	});
});

describe('a payment that EnKash refuses', () => {
	it.each([
		['for a reason that is known to be final', no('Card is blocked'), 'handle-blocked'],
		['that names a field', no('loadAmount must be positive', 400), 'field-refused'],
	])('%s: nothing was paid, and the next run may try', async (_, answer, code) => {
		const { became, lookUps, mayBeReleased } = await pay({ allocate: [answer] });
		expect([became, lookUps, mayBeReleased]).toEqual([`rejected: ${code}`, 0, true]);
	});

	it('because the account has no money left ends the batch', async () => {
		const { stoppedBy } = await pay({ allocate: [no('Insufficient balance in card account')] });
		expect(stoppedBy).toBe('account-balance-too-low');
	});

	it('because the account has no money left does not end a batch that takes money back', async () => {
		const { stoppedBy } = await pay({
			allocate: [no('Insufficient balance in card account')],
			payment: payment({ direction: 'DR' }),
		});
		expect(stoppedBy).toBeUndefined();
	});

	it('as a duplicate was paid before, if EnKash shows it', async () => {
		const { became } = await pay({
			allocate: [no('Duplicate reference number')],
			transactions: [SHOWN],
		});
		expect(became).toBe('alreadyPaid');
	});

	it('as a duplicate tells whose it is, if EnKash shows that of somebody else', async () => {
		const { became, outcome, isRecordedAsPaid } = await pay({
			allocate: [no('Duplicate reference number')],
			transactions: [yes([{ ...RECORD, enKashCardId: 'EKCE54IDPE' }])],
		});
		expect([became, isRecordedAsPaid]).toEqual(['unknown: duplicate-not-shown', true]);
		expect(outcome).toMatchObject({ failure: { data: { lookUp: { code: 'reference-taken' } } } });
	});

	it('as a duplicate that it does not show is recorded as paid, and ends the batch', async () => {
		const { became, isRecordedAsPaid, stoppedBy } = await pay({
			allocate: [no('Duplicate reference number')],
		});
		expect([became, isRecordedAsPaid]).toEqual(['unknown: duplicate-not-shown', true]);
		expect(stoppedBy).toBe('duplicate-not-shown');
	});
});

describe('a payment that EnKash declines, in its envelope and in words that nobody knows', () => {
	const declined = [no('Nobody knows why', 400)];

	it('is paid if EnKash shows it, late though it is', async () => {
		const transactions = [...Array.from({ length: 30 }, () => NOTHING), SHOWN];
		const { became, posts } = await pay({ allocate: declined, transactions });
		expect([became, posts]).toEqual(['paid', 1]);
	});

	it('is refused if it is absent long after EnKash shows payments, and may be tried again', async () => {
		const { became, mayBeReleased, posts, tookMs } = await pay({ allocate: declined });
		expect([became, mayBeReleased, posts]).toEqual(['rejected: refused', true, 1]);
		expect(tookMs).toBe(ABSENCE_TELLS_AFTER_MS + ABSENCE_TELLS_LAGS * 100);
	});

	it.each([
		['before EnKash has shown any payment', { lagMs: undefined }],
		['where EnKash shows payments too late for the lease', { lagMs: 60_000 }],
	])('is unknown %s', async (_, ports) => {
		const { became, mayBeReleased } = await pay({ allocate: declined, ports });
		expect([became, mayBeReleased]).toEqual(['unknown: outcome-unknown', false]);
	});
});

describe('a refusal that leaves open what became of the payment', () => {
	it.each(
		[
			...['Read timed out executing POST http://switch/credit', 'Transaction is under process'],
			...['Timeout limit exceeded', 'Connection limit exceeded', 'Response size limit exceeded'],
			...['Invalid response received from bank', 'Invalid response from switch'],
			...['Missing acknowledgement from host', 'Incorrect checksum in response'],
			...['Limit exceeded', 'Balance cannot be null', 'Request Timeout', 'Response not found'],
			'Card is blocked. No response from host',
		].flatMap((words) => [200, 400, 404, 422].map((status) => [words, status] as const)),
	)('is looked up: "%s" with HTTP %i', async (words, status) => {
		const { became, posts } = await pay({
			allocate: [no(words, status)],
			transactions: [NOTHING, SHOWN],
		});
		expect([became, posts]).toEqual(['paid', 1]);
		const absent = await pay({ allocate: [no(words, status)], ports: { lagMs: undefined } });
		expect(absent.mayBeReleased).toBe(false);
	});
});

describe('a payment that surely did not leave', () => {
	it('is sent again, three times at the most', async () => {
		const good = await pay({ allocate: [UNREACHED, UNREACHED, yes(ACCEPTED)] });
		expect([good.became, good.posts]).toEqual(['paid', 3]);
		const bad = await pay({ allocate: [UNREACHED] });
		expect([bad.became, bad.posts, bad.mayBeReleased]).toEqual(['notSent: unreachable', 3, true]);
	});

	it('because its lease is over may be taken back', async () => {
		const { became, mayBeReleased, posts } = await pay({
			allocate: [yes(ACCEPTED)],
			ports: { leaseLeftMs: () => 0 },
		});
		expect([became, mayBeReleased, posts]).toEqual(['notSent: lease-expired', true, 0]);
	});
});

describe('a payment that EnKash turns away, with HTTP 429 or 401', () => {
	const asked = ABSENCE_TELLS_AFTER_MS + ABSENCE_TELLS_LAGS * 100;

	it.each([429, 401])(
		'is sent once more when it is absent long after EnKash shows payments: %i',
		async (status) => {
			const { became, posts, tookMs } = await pay({ allocate: [http(status), yes(ACCEPTED)] });
			expect([became, posts, tookMs]).toEqual(['paid', 2, asked]);
		},
	);

	it('is sent twice at the most', async () => {
		const { became, posts } = await pay({ allocate: [http(429)] });
		expect([became, posts]).toEqual(['unknown: outcome-unknown', 2]);
	});

	it.each([
		['under HTTP 403, which a firewall may say after the commit', [http(403)], {}],
		['before EnKash has shown any payment', [http(429)], { lagMs: undefined }],
		['where EnKash shows payments too late for the lease', [http(429)], { lagMs: 60_000 }],
	])('is not sent again %s', async (_, allocate, ports) => {
		const { became, posts } = await pay({ allocate, ports });
		expect([became, posts]).toEqual(['unknown: outcome-unknown', 1]);
	});

	it('is unknown by what EnKash said to it, if the batch ends before the second', async () => {
		const { outcome, posts } = await pay({
			allocate: [http(429)],
			meanwhile: (stop) => stop.because({ kind: 'notSent', code: 'too-many-unknown', data: {} }),
		});
		expect(posts).toBe(1);
		expect(outcome).toMatchObject({ failure: { data: { cause: { code: 'too-many-requests' } } } });
	});

	it('is unknown if the second is refused, which says nothing about the first', async () => {
		const { became, mayBeReleased } = await pay({
			allocate: [http(429), no('Card is blocked')],
		});
		expect([became, mayBeReleased]).toEqual(['unknown: outcome-unknown', false]);
	});
});
