import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { DEMO } from '../../sandbox/company.mts';
import type { FaultInput } from '../../sandbox/faults.mts';
import { Flow, outputOf } from '../support/e2e/flow.mts';
import type { CredentialReference, Stage } from '../support/e2e/stage.mts';

const PARTNER_CALLS = '/api/v0/partner/enKashCard';
const ACCOUNT = { companyId: DEMO.companyId, cardAccountId: DEMO.cardAccountId };

/** Answers that may follow an allocation which was made, and one that follows none. */
const FAILURES: ReadonlyArray<readonly [string, FaultInput]> = [
	['500 after it was made', { endpoint: 'allocate', fault: 'statusAfterCommit', status: 500 }],
	['504 after it was made', { endpoint: 'allocate', fault: 'statusAfterCommit', status: 504 }],
	['a lost connection', { endpoint: 'allocate', fault: 'dropAfterCommit' }],
	['no answer in time', { endpoint: 'allocate', fault: 'hangAfterCommit' }],
	['503 before it was made', { endpoint: 'allocate', fault: 'statusBeforeCommit', status: 503 }],
];

/** What "Custom API Call" leads to: n8n's HTTP Request node with the credential of this package. */
export function asACustomApiCall(theStage: () => Stage): void {
	let credential: CredentialReference;

	beforeAll(async () => {
		await theStage().control.reset();
		credential = await theStage().addCredential('For HTTP requests');
		// What was forgotten just now is replaced here: a token refused twice within seconds is not.
		const parameters = { resource: 'account', operation: 'get' };
		await (await Flow.put(theStage(), 'Opens the session', { credential, parameters })).run();
	});
	// The session stays: a fault must not meet a call that a forgotten token has refused anyway.
	afterEach(async () => {
		await theStage().control.clearFaults();
	});

	const request = async (url: string, body: object): Promise<Flow> =>
		await Flow.put(theStage(), `POST ${url}`, {
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'enKashApi',
				sendBody: true,
				specifyBody: 'json',
				jsonBody: JSON.stringify(body),
				options: { timeout: 2_000 },
			},
			credential,
		});

	const partnerCall = async (path: string, body: object): Promise<Flow> =>
		await request(`${theStage().sandbox.url}${PARTNER_CALLS}${path}`, { ...ACCOUNT, ...body });

	const allocation = async (uniqueReferenceNumber: string): Promise<Flow> => {
		const { handles } = await theStage().control.account();
		return await partnerCall('/create-allocate-points', {
			transactionCode: 'ALLOCATION',
			transactionType: 'CR',
			type: 'ALLOCATE_POINT',
			loadAmount: 10,
			enkashCardId: handles[1]?.enKashCardId,
			uniqueReferenceNumber,
		});
	};

	test('a request is authorised, and what EnKash answers comes out', async () => {
		const execution = await (await partnerCall('/cardAccount/get', {})).run();
		expect(outputOf(execution)).toEqual([
			expect.objectContaining({ payload: expect.objectContaining({ availableBalance: 250_000 }) }),
		]);
	});

	test.each(FAILURES)('an allocation that meets %s is not sent again', async (what, fault) => {
		const { control } = theStage();
		const reference = `CUSTOM-${FAILURES.findIndex(([name]) => name === what)}`;
		await control.addFaults(fault);
		const before = (await control.calls()).endpoints.allocate.total;
		const execution = await (await allocation(reference)).run();
		expect(execution.status).toBe('error');
		expect((await control.calls()).endpoints.allocate.total - before).toBe(1);
		expect(await control.commits(reference)).toBe(fault.fault === 'statusBeforeCommit' ? 0 : 1);
	});

	test('an allocation that EnKash refused for want of a session is made in a new one', async () => {
		const { control } = theStage();
		await control.forgetTokens();
		const execution = await (await allocation('CUSTOM-RENEWED')).run();
		expect(execution.status).toBe('success');
		expect(await control.commits('CUSTOM-RENEWED')).toBe(1);
		expect(await control.logins()).toMatchObject({ ok: 2, failed: 0 });
	});

	test('nothing is sent to any other address', async () => {
		const received: IncomingHttpHeaders[] = [];
		const elsewhere = createServer(({ headers }, response) => {
			received.push(headers);
			response.end('{}');
		});
		const url = await listen(elsewhere);
		try {
			const execution = await (await request(`${url}${PARTNER_CALLS}/search`, ACCOUNT)).run();
			expect(execution.error?.message).toContain('This credential is for EnKash only');
			expect(received).toEqual([]);
		} finally {
			elsewhere.close();
		}
	});
}

async function listen(server: Server): Promise<string> {
	await new Promise<void>((settle) => server.listen(0, '127.0.0.1', () => settle()));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('It has no port');
	return `http://127.0.0.1:${address.port}`;
}
