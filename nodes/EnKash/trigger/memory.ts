import type { IPollFunctions } from 'n8n-workflow';

/** What a trigger remembers between two polls, in n8n's static data of its node. */
export interface Memory {
	/** One and the same object for all polls of a published trigger in this process. */
	readonly owner: object;
	/** Whether nothing was remembered when the poll began. */
	readonly wasBlank: boolean;
	/** What was kept about this subject; `undefined` if another one was watched before. */
	of(subject: string): unknown;
	keep(subject: string, memory: object): void;
}

export function memoryOf(context: IPollFunctions): Memory {
	const data = context.getWorkflowStaticData('node');
	return {
		owner: data,
		wasBlank: data.subject === undefined,
		of: (subject) => (data.subject === subject ? data.memory : undefined),
		keep: (subject, memory) => {
			data.subject = subject;
			data.memory = memory;
		},
	};
}
