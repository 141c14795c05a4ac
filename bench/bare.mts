import { request } from 'node:http';
import { ENDPOINTS } from '../enkash/contract/endpoints.ts';
import { DEMO } from '../sandbox/company.mts';
import type { Access } from './workflows.mts';

/**
 * Look-ups sent by a program that does nothing else, each over a connection of its own as n8n sends
 * them: what the machine and the sandbox allow.
 *
 * @returns how long all took, in ms
 */
export async function bareRequests(
	count: number,
	inFlight: number,
	access: Pick<Access, 'url' | 'token'>,
): Promise<number> {
	let next = 0;
	const worker = async () => {
		while (next++ < count) await lookUp(access);
	};
	const startedAt = performance.now();
	await Promise.all(Array.from({ length: inFlight }, worker));
	return performance.now() - startedAt;
}

async function lookUp({ token, url }: Pick<Access, 'url' | 'token'>): Promise<void> {
	const { cardAccountId, companyId, partnerId } = DEMO;
	const body = JSON.stringify({ companyId, cardAccountId, pgReferenceNumber: 'NOBODY' });
	await new Promise<void>((settle, refuse) => {
		const headers = {
			authorization: `Bearer ${token}`,
			partnerId,
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
		};
		const options = { method: 'POST', agent: false, headers } as const;
		const sent = request(`${url}${ENDPOINTS.transactions.path}`, options, (response) => {
			if (response.statusCode !== 200) refuse(new Error(`Status ${response.statusCode ?? 0}`));
			response.resume().once('end', settle);
		});
		sent.once('error', refuse);
		sent.end(body);
	});
}
