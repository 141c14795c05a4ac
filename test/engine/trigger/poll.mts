import * as n8n from 'n8n-core';
import type { INode, Workflow } from 'n8n-workflow';
import { Container } from './di.cjs';
import { olderPoll } from './older-poll.cjs';

/** A poll of a published trigger; the first one comes with publishing, and may fail it. */
export type Poll = (isFirst?: boolean) => Promise<void>;

/** How this n8n polls. */
export function pollOf(
	workflow: Workflow,
	node: INode,
	context: n8n.PollContext,
	isCurrent: () => boolean,
): Poll {
	return 'PollTriggerExecutor' in n8n
		? Container.get(n8n.PollTriggerExecutor).create(workflow, node, context, isCurrent)
		: olderPoll(workflow, context);
}
