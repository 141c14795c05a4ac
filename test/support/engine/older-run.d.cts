import type { WorkflowExecute } from 'n8n-core';

export function olderRun(
	engine: WorkflowExecute,
	options: Parameters<WorkflowExecute['run']>[0],
): ReturnType<WorkflowExecute['run']>;
