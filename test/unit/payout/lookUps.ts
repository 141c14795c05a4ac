import type { Found } from '../../../enkash/payout/judge.ts';
import { LookUp, type LookUpPorts } from '../../../enkash/payout/lookUp.ts';
import { LookUpMany } from '../../../enkash/payout/lookUpMany.ts';
import { Evidence } from '../../../enkash/payout/proof.ts';
import { Stop } from '../../../enkash/payout/stop.ts';
import { RequestQueue } from '../../../enkash/requests/queue.ts';
import { succeed } from '../../../enkash/result.ts';
import { StubClock, StubEnKash, type Told, yes } from './stub.ts';

/** A transaction as EnKash lists it. */
export const record = (pgReferenceNumber: string) => ({
	enKashTransactionId: `ECT-${pgReferenceNumber}`,
	enKashCardId: 'EKC9MKS5RM',
	amount: 100,
	cardTransactionType: 'CR',
	pgReferenceNumber,
	status: 'CREATED',
});
export const SHOWN = yes([record('pay-0')]);
export const NOTHING = yes([]);

export const verdict = (found: Found | undefined): string =>
	found && 'failure' in found ? `${found.kind}: ${found.failure.code}` : String(found?.kind);

/** A look-up at an EnKash that answers questions for transactions like this, one after the other. */
export function enkash(transactions: readonly Told[], more: Partial<LookUpPorts> = {}) {
	const { now, sleep } = new StubClock();
	const stub = new StubEnKash({ transactions }, now);
	const evidence = new Evidence();
	let nonces = 0;
	const ports: LookUpPorts = {
		...{ client: stub.client, queue: new RequestQueue({ now, sleep }, 5), sleep, now },
		nonce: () => `nonce ${(nonces += 1)}`,
		stop: new Stop(() => false),
		handleOf: async () => await Promise.resolve(succeed('EKC9MKS5RM')),
		...more,
	};
	const lookUp = new LookUp(ports, evidence, {});
	const lookUpMany = new LookUpMany(ports, evidence, lookUp);
	return { evidence, lookUp, lookUpMany, now, stub };
}
