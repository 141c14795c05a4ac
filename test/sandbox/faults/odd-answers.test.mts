import { describe, expect, it } from '@jest/globals';
import { allocation } from '../../../enkash/contract/allocation.ts';
import { openEnvelope } from '../../../enkash/contract/envelope.ts';
import type { FaultInput } from '../../../sandbox/faults.mts';
import { useFaults } from './faulty.mts';

const { at, pay, plan } = useFaults();

describe('an unreadable answer, after the payment was made,', () => {
	const spoiled = async (fault: FaultInput) => {
		await plan(fault);
		const answer = await pay();
		expect(answer.status).toBe(200);
		expect(await at.control.commits('R1')).toBe(1);
		return answer;
	};

	it('is JSON that ends in the middle', async () => {
		const { text, json } = await spoiled({ endpoint: 'allocate', fault: 'malformedJson' });

		expect(text).toMatch(/^\{"code":0,/);
		expect(json).toBeUndefined();
	});

	it('is empty', async () => {
		expect((await spoiled({ endpoint: 'allocate', fault: 'emptyBody' })).text).toBe('');
	});

	it('is a web page', async () => {
		const { text, headers } = await spoiled({ endpoint: 'allocate', fault: 'htmlBody' });

		expect(headers.get('content-type')).toContain('text/html');
		expect(text).toContain('<html>');
	});

	it('is encrypted under a secret that nobody knows', async () => {
		const { json } = await spoiled({ endpoint: 'allocate', fault: 'undecryptable' });

		expect(json).toEqual({ request: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) });
	});
});

describe('an odd answer, after the payment was made,', () => {
	const spoiled = async (fault: FaultInput) => {
		await plan(fault);
		const { json } = await pay();
		expect(await at.control.commits('R1')).toBe(1);
		return json;
	};

	it('comes in the other envelope', async () => {
		const json = await spoiled({ endpoint: 'allocate', fault: 'otherEnvelope' });

		expect(json).toMatchObject({ response_code: 0, response_message: 'Success' });
		expect(json).not.toHaveProperty('code');
	});

	it('lacks fields of the payload', async () => {
		const fields = ['enkashCardTxnId', 'otbBalance'];
		const json = await spoiled({ endpoint: 'allocate', fault: 'missingFields', fields });
		const { payload } = openEnvelope(json) ?? {};

		expect(payload).not.toHaveProperty('enkashCardTxnId');
		expect(payload).not.toHaveProperty('otbBalance');
		expect(payload).toHaveProperty('pgReferenceNumber', 'R1');
	});

	it('lacks fields of the envelope', async () => {
		const fields = ['code'];
		const json = await spoiled({ endpoint: 'allocate', fault: 'missingFields', fields });

		expect(openEnvelope(json)).toBeUndefined();
	});

	it('has fields that nobody knows', async () => {
		const json = await spoiled({ endpoint: 'allocate', fault: 'extraFields' });

		expect(json).toHaveProperty('loyaltyTier');
		expect(json).toHaveProperty('payload.loyaltyTier');
		expect(allocation.parse(openEnvelope(json)?.payload).uniqueReferenceNumber).toBe('R1');
	});

	it('names another amount', async () => {
		const json = await spoiled({ endpoint: 'allocate', fault: 'wrongAmount' });

		expect(openEnvelope(json)?.payload).toHaveProperty('loadAmount', 6);
	});

	it('names another reference', async () => {
		const json = await spoiled({ endpoint: 'allocate', fault: 'wrongReference' });

		expect(openEnvelope(json)?.payload).toHaveProperty('pgReferenceNumber', 'NOT-YOURS');
	});
});

describe('an odd list of transactions', () => {
	const rows = async (fault: FaultInput) => {
		await pay();
		await plan(fault);
		const { json } = await at.caller.call('transactions', { pgReferenceNumber: 'R1' });
		return openEnvelope(json)?.payload;
	};

	it('names other amounts', async () => {
		const payload = await rows({ endpoint: 'transactions', fault: 'wrongAmount' });

		expect(payload).toHaveProperty('data.0.amount', 6);
	});

	it('names other references', async () => {
		const payload = await rows({ endpoint: 'transactions', fault: 'wrongReference' });

		expect(payload).toHaveProperty('data.0.pgReferenceNumber', 'NOT-YOURS');
	});

	it('says more in some fields than it should', async () => {
		const fault = { endpoint: 'transactions', fault: 'longerTexts', text: 'and more' } as const;
		const payload = await rows({ ...fault, fields: ['companyName', 'amount'] });

		expect(payload).toHaveProperty('data.0.companyName', 'Demo Trading Private Limited and more');
		expect(payload).toHaveProperty('data.0.amount', 5);
	});

	it('lacks fields of the list and of its rows', async () => {
		const fields = ['recordsCount', 'status'];
		const payload = await rows({ endpoint: 'transactions', fault: 'missingFields', fields });

		expect(payload).not.toHaveProperty('recordsCount');
		expect(payload).toHaveProperty('data.0.amount');
		expect(payload).not.toHaveProperty('data.0.status');
	});
});
