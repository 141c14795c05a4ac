import type { IExecuteFunctions } from 'n8n-workflow';
import type { Redactor } from '../../../enkash/redact.ts';
import { escapeHtml } from '../../../texts/render.ts';

/** Says sentences above the output, a line each, without secrets. */
export function addHint(
	context: IExecuteFunctions,
	sentences: readonly string[],
	type: 'info' | 'warning',
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
