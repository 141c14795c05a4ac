import { seconds } from './finding.mts';
import type { Finding } from './finding.mts';
import { CAN_OBSERVE, cpuOf } from './processor.mts';
import { PAST } from './stand.mts';
import type { Stand } from './stand.mts';
import { inTurns } from './timing.mts';
import { enKash, httpRequest, listOf, workflowOf } from './workflows.mts';
import type { Contender, Node } from './workflows.mts';

const LATENCY_MS = 20;
const STEP = 'Read';

const HTTP_REQUEST = 'HTTP Request, stored Header Auth credential';

const contender = (name: string, node: Node): Contender => ({
	workflow: workflowOf(
		name,
		listOf(PAST, `reference: 'PAST-' + String(index + 1).padStart(5, '0')`),
		[node],
		node.name,
	),
	measured: [node.name],
});

const readByUs = (stand: Stand, options: object): Node =>
	enKash(
		STEP,
		{
			resource: 'transaction',
			operation: 'get',
			referenceNumber: '={{ $json.reference }}',
			options,
		},
		stand.access,
	);

/** Different reads by this package's node. */
export const readsByUs = (stand: Stand, options: object = {}): Contender =>
	contender('Reads', readByUs(stand, options));

const readByStock = (stand: Stand): Node =>
	httpRequest(STEP, 'transactions', `,"pgReferenceNumber":"{{ $json.reference }}"`, stand.access);

/** Reads of different things: what questions for many at once and a session opened once are worth. */
export async function distinctReads(stand: Stand, rounds: number): Promise<Finding[]> {
	await stand.latency(LATENCY_MS);
	const stock = contender('Reads, stock', readByStock(stand));
	const byDefault = readsByUs(stand);
	const fifty = readsByUs(stand, { concurrency: 50 });
	await stand.warmUp(stock, byDefault, fifty);
	const ms = await inTurns(rounds, {
		stock: async () => await stand.time(stock),
		byDefault: async () => await stand.time(byDefault),
		fifty: async () => await stand.time(fifty),
	});
	const finding = (how: string, took: number, atLeast: number): Finding => ({
		work: `${PAST} different reads at ${LATENCY_MS} ms, ${how}`,
		against: HTTP_REQUEST,
		ratio: ms.stock / took,
		goal: { atLeast },
		figures: `${seconds(took)} against ${seconds(ms.stock)}`,
	});
	return [finding('defaults', ms.byDefault, 15), finding('50 at once', ms.fifty, 15)];
}

/** Reads of one and the same thing, which this package asks once. */
export async function sharedReads(stand: Stand, rounds: number): Promise<Finding[]> {
	await stand.latency(LATENCY_MS);
	const ours = contender(
		'One account, ours',
		enKash(STEP, { resource: 'account', operation: 'get' }, stand.access),
	);
	const stock = contender('One account, stock', httpRequest(STEP, 'account', '', stand.access));
	await stand.warmUp(ours, stock);
	const ms = await inTurns(rounds, {
		ours: async () => await stand.time(ours),
		stock: async () => await stand.time(stock),
	});
	return [
		{
			work: `${PAST} reads of one account at ${LATENCY_MS} ms, defaults`,
			against: HTTP_REQUEST,
			ratio: ms.stock / ms.ours,
			goal: { atLeast: 20 },
			figures: `${seconds(ms.ours)} against ${seconds(ms.stock)}`,
		},
	];
}

/**
 * What an item costs n8n's process when nothing has to be waited for. What the execution around the
 * node costs is taken off: it is measured with a node that does nothing.
 */
export async function processorTime(stand: Stand, rounds: number): Promise<Finding[]> {
	if (!CAN_OBSERVE) return [];
	await stand.latency(0);
	const ours = readsByUs(stand);
	const stock = contender('CPU, stock', readByStock(stand));
	const nothing = contender('CPU, nothing', {
		name: STEP,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		parameters: {},
	});
	await stand.warmUp(ours, stock, nothing);
	const cpu = ({ workflow }: Contender) => cpuOf(stand.pid, async () => await stand.run(workflow));
	const ms = await inTurns(rounds, {
		ours: async () => await cpu(ours),
		stock: async () => await cpu(stock),
		nothing: async () => await cpu(nothing),
	});
	const [ourCost, stockCost] = [ms.ours - ms.nothing, ms.stock - ms.nothing];
	return [
		{
			work: `CPU time of ${PAST} different reads at 0 ms, defaults`,
			against: HTTP_REQUEST,
			ratio: ourCost / stockCost,
			goal: { atMost: 1 / 3 },
			figures: `${seconds(ourCost)} against ${seconds(stockCost)}`,
		},
	];
}
