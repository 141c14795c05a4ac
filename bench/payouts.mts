import { bareRequests } from './bare.mts';
import { seconds } from './finding.mts';
import type { Finding } from './finding.mts';
import type { Stand } from './stand.mts';
import { inTurns } from './timing.mts';
import { enKash, httpRequest, listOf, workflowOf } from './workflows.mts';
import type { Contender, Reference } from './workflows.mts';

const COUNT = 200;
const IN_FLIGHT = 10;
const LATENCIES_MS = [20, 50, 100] as const;
/** The latency for which the goals are set. */
const YARDSTICK_MS = 50;
const AMOUNT = 1;

/** Items to pay, each with a reference that no other execution has. */
export const payments = (count: number, handles: readonly string[]): string =>
	listOf(
		count,
		`reference: 'B' + $execution.id + '-' + index, ` +
			`handle: ${JSON.stringify(handles).replaceAll('"', "'")}[index % ${handles.length}]`,
	);

/** The payout as this package makes it: one node, with the credential of the stand or another. */
export function ourPayout(
	count: number,
	stand: Stand,
	{
		options = {},
		credential = stand.access.enKash,
	}: { options?: object; credential?: Reference } = {},
): Contender {
	const parameters = {
		resource: 'handle',
		operation: 'allocate',
		handleId: { __rl: true, mode: 'id', value: '={{ $json.handle }}' },
		amount: AMOUNT,
		payOncePer: 'referenceNumber',
		referenceNumber: '={{ $json.reference }}',
		options,
	};
	const node = enKash('Pay', parameters, { enKash: credential });
	return {
		workflow: workflowOf(`${count} payouts`, payments(count, stand.handles), [node], node.name),
		measured: [node.name],
	};
}

/** The same from stock nodes, by somebody who is careful: look up, pay if it is not there, next. */
function carefulLoop(count: number, stand: Stand): Contender {
	const [loop, lookUp, check, pay] = ['Loop', 'Look up', 'Not paid yet', 'Pay'] as const;
	const item = `$('${loop}').item.json`;
	const nodes = [
		{
			name: loop,
			type: 'n8n-nodes-base.splitInBatches',
			typeVersion: 3,
			parameters: { batchSize: 1, options: {} },
		},
		httpRequest(
			lookUp,
			'transactions',
			`,"pgReferenceNumber":"{{ $json.reference }}"`,
			stand.access,
		),
		{
			name: check,
			type: 'n8n-nodes-base.if',
			typeVersion: 2.2,
			parameters: {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
					combinator: 'and',
					conditions: [
						{
							id: 'none',
							leftValue: '={{ $json.payload.recordsCount }}',
							rightValue: 0,
							operator: { type: 'number', operation: 'equals' },
						},
					],
				},
				options: {},
			},
		},
		httpRequest(
			pay,
			'allocate',
			`,"transactionCode":"ALLOCATION","transactionType":"CR","type":"ALLOCATE_POINT",` +
				`"loadAmount":${AMOUNT},"enkashCardId":"{{ ${item}.handle }}",` +
				`"uniqueReferenceNumber":"{{ ${item}.reference }}"`,
			stand.access,
		),
	];
	return {
		workflow: workflowOf(
			`${count} payouts in a loop`,
			payments(count, stand.handles),
			nodes,
			loop,
			[
				[loop, lookUp, 1],
				[lookUp, check],
				[check, pay, 0],
				[check, loop, 1],
				[pay, loop],
			],
		),
		measured: nodes.map(({ name }) => name),
	};
}

/** Safe payouts against the loop that a careful user builds, and against what is possible at all. */
export async function safePayouts(stand: Stand, rounds: number): Promise<Finding[]> {
	const ours = ourPayout(COUNT, stand);
	const loop = carefulLoop(COUNT, stand);
	await stand.latency(0);
	await stand.warmUp(ours, loop);
	const findings: Finding[] = [await requestsEach(ours, stand)];
	for (const latency of LATENCIES_MS) {
		await stand.latency(latency);
		const isYardstick = latency === YARDSTICK_MS;
		const ms = await inTurns(isYardstick ? rounds : Math.ceil(rounds / 2), {
			ours: async () => await stand.time(ours),
			loop: async () => await stand.time(loop),
			bare: async () => await bareRequests(COUNT, IN_FLIGHT, stand.access),
		});
		const ideal = (COUNT * latency) / IN_FLIGHT;
		const against = (what: string, other: number) => ({
			work: `${COUNT} safe payouts at ${latency} ms, defaults`,
			against: what,
			figures: `${seconds(ms.ours)} against ${seconds(other)}`,
		});
		findings.push(
			{
				...against('Loop Over Items, HTTP Request, If, HTTP Request', ms.loop),
				ratio: ms.loop / ms.ours,
				...(isYardstick ? { goal: { atLeast: 16 } } : {}),
			},
			{
				...against(`the ideal: ${COUNT} requests x ${latency} ms / ${IN_FLIGHT}`, ideal),
				ratio: ms.ours / ideal,
				...(isYardstick ? { goal: { atMost: 1.25 } } : {}),
			},
			{
				...against(`${COUNT} requests of a program that does nothing else`, ms.bare),
				ratio: ms.ours / ms.bare,
			},
		);
	}
	return findings;
}

/** On an account with history. The token, the balance and the list of handles are counted, too. */
async function requestsEach(ours: Contender, stand: Stand): Promise<Finding> {
	const total = async () => (await stand.control.calls()).total;
	const before = await total();
	await stand.run(ours.workflow);
	const sent = (await total()) - before;
	return {
		work: `requests for ${COUNT} safe payouts`,
		against: 'one request each',
		ratio: sent / COUNT,
		goal: { atMost: 1.1 },
		figures: `${sent} against ${COUNT}`,
	};
}
