import { ENDPOINTS } from '../../../enkash/contract/endpoints.ts';
import type { Subject } from '../../../sandbox/dialects/registry.mts';
import { fromHandle, toHandle, toSomebodyNew } from '../bodies.mts';
import { Caller } from '../caller.mts';
import type { Answer } from '../caller.mts';
import type { SandboxUnderTest } from '../sandbox.mts';

/** Calls that show what a subject is about; yields what was answered, without what differs by chance. */
type Script = (at: SandboxUnderTest) => Promise<readonly string[]>;

const ENDPOINT_NAMES = ['account', 'search', 'allocate', 'transactions'] as const;

/** An answer that takes longer counts as none. */
const PATIENCE_MS = 5_000;

const DATE = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{3})?/g;
const TOKEN = /(?<=[" ])[\w-]{27}(?=")/g;

const masked = ({ status, text }: Answer): string =>
	`${status} ${text.replace(DATE, (date) => date.replace(/\d/g, '0')).replace(TOKEN, 'TOKEN')}`;

const told = async (answer: Promise<Answer>): Promise<string> =>
	await answer.then(masked, (error: unknown) => `no answer: ${String(error)}`);

const patiently = () => AbortSignal.timeout(PATIENCE_MS);

async function inTurn(calls: ReadonlyArray<() => Promise<Answer>>): Promise<readonly string[]> {
	const answers: string[] = [];
	for (const call of calls) answers.push(await told(call()));
	return answers;
}

const REFERENCES = ['Ref-0071-longer-than-twenty-characters', '0071', 'Ref-1', 'Ref-10'];

/** Of what was paid before. */
const PAST = Array.from({ length: 12 }, (_, n) => `PAST-${String(n + 1).padStart(5, '0')}`);

/** Pays, takes something back, and asks in every way, now and later. */
const transactions: Script = async (at) => {
	const { handles } = await at.control.account();
	const handle = handles[0]?.enKashCardId ?? '';
	for (const reference of REFERENCES) {
		await at.caller.call('allocate', toHandle(handle, reference, 1500.5));
	}
	await at.caller.call('allocate', fromHandle(handle, 'Back-1', 20));
	await at.control.addTransaction({ amount: 3, direction: 'DR', type: 'SALE' });
	const ask =
		(filter: object, query = '') =>
		() =>
			at.caller.call('transactions', { ...filter }, {}, undefined, query);
	const asSecondUser = new Caller(at.sandbox);
	await asSecondUser.token({ username: '9000000002', password: 'field-team-demo' });
	const now = await inTurn([
		...[...REFERENCES, 'Back-1', 'Not-There', 'REF-1'].map((pgReferenceNumber) =>
			ask({ pgReferenceNumber }),
		),
		ask({}),
		ask({}, '?limit=5&offset=5'),
		ask({ pgReferenceNumbers: [...REFERENCES, ...PAST] }),
		ask({ pgReferenceNumber: 'Ref-1', enKashCardId: handle }),
		() => asSecondUser.call('transactions', { pgReferenceNumber: 'Ref-1' }),
	]);
	const later = [];
	for (const seconds of [30, 200, 3_600, 86_400]) {
		await at.control.advance(seconds);
		later.push(await told(ask({ pgReferenceNumber: 'Ref-1' })()));
	}
	return [...now, ...later];
};

/** Pays, pays again, and tries what is refused; then tells what was really paid. */
const payments: Script = async (at) => {
	const { handles } = await at.control.account();
	const id = handles[1]?.enKashCardId ?? '';
	const pay = (body: object) => () =>
		at.caller.call('allocate', { ...body }, {}, AbortSignal.timeout(PATIENCE_MS));
	await at.caller.token();
	await at.control.block(handles[2]?.enKashCardId ?? '');
	const answers = await inTurn([
		pay(toHandle(id, 'Pay-1', 10)),
		pay(toHandle(id, 'Pay-1', 10)),
		pay(toHandle(id, 'Pay-2', 1_000_000)),
		pay(toHandle(handles[2]?.enKashCardId ?? '', 'Pay-3', 10)),
	]);
	const atOnce = await at.control.payments();
	await at.control.advance(60);
	return [...answers, JSON.stringify([atOnce, await at.control.payments()])];
};

const handles: Script = async (at) => {
	const [, second] = (await at.control.account()).handles;
	const ask =
		(filter: object, query = '') =>
		() =>
			at.caller.call('search', { ...filter }, {}, undefined, query);
	return await inTurn([
		ask({}),
		ask({ enKashCardId: second?.enKashCardId }),
		ask({ enKashCardId: 'EKC0000000' }),
		ask({}, '?limit=5&offset=5'),
	]);
};

/** One good call of every partner endpoint. */
const everywhere: Script = async (at) => {
	const { caller } = at;
	const bodies = { account: {}, search: {}, allocate: toSomebodyNew('R1', 5), transactions: {} };
	return await inTurn(ENDPOINT_NAMES.map((name) => () => caller.call(name, bodies[name])));
};

const access: Script = async (at) => {
	const login = await told(at.caller.login());
	const called = await everywhere(at).catch(() => ['no token']);
	await at.control.forgetTokens();
	return [login, ...called, ...(await everywhere(at).catch(() => ['no token']))];
};

const logins: Script = async (at) => {
	const wrong = () => at.caller.login({ password: 'wrong' }, undefined, patiently());
	const answers = await inTurn([wrong]);
	await at.control.lock();
	return [...answers, ...(await inTurn([() => at.caller.login()]))];
};

const paths: Script = async (at) => {
	const known = ENDPOINT_NAMES.map((name) => ENDPOINTS[name].path);
	const got = [];
	for (const path of [...known, '/api/v0/partner/enKashCard/nowhere']) {
		const response = await fetch(at.sandbox.url + path);
		const { status, headers } = response;
		got.push(masked({ status, headers, text: await response.text(), json: undefined }));
	}
	return [...got, ...(await everywhere(at))];
};

export const SCRIPTS: Readonly<Record<Subject, Script>> = {
	'The list of transactions': transactions,
	'Questions for transactions': transactions,
	'Pages of transactions': transactions,
	'Which transactions are shown': transactions,
	'Nothing found': transactions,
	References: transactions,
	Amounts: transactions,
	Statuses: transactions,
	'Other facts of a transaction': transactions,
	'Answers to a payment': payments,
	'When the money moves': payments,
	'Refused payments': payments,
	Handles: handles,
	Envelopes: everywhere,
	'Who is let in': access,
	Tokens: async (at) => await inTurn([() => at.caller.login()]),
	'Refused log-ins': logins,
	Paths: paths,
};
