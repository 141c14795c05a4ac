import type { IExecuteFunctions } from 'n8n-workflow';
import type { Redactor } from '../../../enkash/redact.ts';
import { escapeHtml } from '../../../texts/render.ts';

/** What n8n shows above the output. */
export interface Hint {
	/** A line each. */
	readonly sentences: readonly string[];
	readonly type: 'info' | 'warning';
}

/** Shows a hint without secrets. */
export function addHint(
	context: IExecuteFunctions,
	{ sentences, type }: Hint,
	redact: Redactor,
): void {
	// n8n 1.x before 1.90 has no execution hints.
	if (typeof context.addExecutionHints !== 'function') return;
	const lines = sentences.filter((one) => one !== '').map(redact.text);
	context.addExecutionHints({
		message: lines.map(escapeHtml).join('<br>'),
		location: 'outputPane',
		type,
	});
}
