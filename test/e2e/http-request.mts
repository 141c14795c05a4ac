import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { beforeAll, expect, test } from '@jest/globals';
import { DEMO } from '../../sandbox/company.mts';
import { Flow, outputOf } from '../support/e2e/flow.mts';
import type { CredentialReference, Stage } from '../support/e2e/stage.mts';

const PARTNER_CALLS = '/api/v0/partner/enKashCard';
const ACCOUNT = { companyId: DEMO.companyId, cardAccountId: DEMO.cardAccountId };

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

	test('an allocation is not sent: it would pass the maximum amounts and be paid twice', async () => {
		const { control } = theStage();
		const before = (await control.calls()).endpoints.allocate.total;
		const execution = await (await allocation('CUSTOM-1')).run();
		expect(execution.error?.message).toContain('Only the EnKash node may move money');
		expect((await control.calls()).endpoints.allocate.total).toBe(before);
	});

	test('a read that EnKash refused for want of a session is made in a new one', async () => {
		const { control } = theStage();
		await control.forgetTokens();
		const execution = await (await partnerCall('/cardAccount/get', {})).run();
		expect(execution.status).toBe('success');
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
