import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { succeed } from '../../../../enkash/result.ts';
import { checkSetup } from '../../../../enkash/setup/checkSetup.ts';
import type { Finding } from '../../../../enkash/setup/finding.ts';
import { CHECK_NAMES, setupSummary, textOfFinding } from '../../../../texts/setup.ts';
import type { CheckOperation } from '../../operation.ts';
import type { Transport } from '../../transport/transport.ts';

const TIMEOUT_MS = 30_000;

/** What is in the way comes first. */
const ORDER: readonly Finding['result'][] = ['refused', 'differs', 'notSure', 'ok', 'skipped'];

export const accountCheckSetup: CheckOperation = {
	kind: 'check',
	resource: 'account',
	operation: 'checkSetup',
	name: 'Check Setup',
	action: 'Check setup before paying',
	description:
		'See what works with your EnKash account, what differs and what to set. Moves no money; the result holds no personal data.',
	properties: [],
	output: z.object({
		check: z.string(),
		result: z.string(),
		found: z.string(),
		advice: z.string(),
	}),
	check: async (transport) => {
		const findings = await checkSetup(portsOf(transport));
		const redact = transport.redactor();
		const inOrder = [...findings].sort(
			(one, other) => ORDER.indexOf(one.result) - ORDER.indexOf(other.result),
		);
		return {
			summary: setupSummary(findings),
			isGood: findings.every(({ result }) => result !== 'refused'),
			rows: inOrder.map((finding) => {
				const { advice, found } = textOfFinding(finding);
				const { check, result } = finding;
				return {
					check: CHECK_NAMES[check],
					result,
					found: redact.text(found),
					advice: redact.text(advice),
				};
			}),
		};
	},
};

function portsOf({ clientOptions, connection, openSession, probe }: Transport) {
	return {
		...clientOptions(TIMEOUT_MS),
		cardAccountId: connection.cardAccountId,
		allocatePath: connection.paths.allocate,
		probe: async (path: string) => await probe(path, TIMEOUT_MS),
		openSession: async () => {
			const opened = await openSession();
			if (!opened.ok) return opened;
			const { expiresAt, isGiven } = opened.value;
			const lifeMs = expiresAt === undefined ? undefined : expiresAt - Date.now();
			return succeed({ isGiven, lifeMs });
		},
		nonce: randomUUID,
	};
}
