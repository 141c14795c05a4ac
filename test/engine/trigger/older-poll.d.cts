import type { PollContext } from 'n8n-core';
import type { Workflow } from 'n8n-workflow';

export function olderPoll(
	workflow: Workflow,
	context: PollContext,
): (isFirst?: boolean) => Promise<void>;
