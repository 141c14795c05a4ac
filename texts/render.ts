import type { Text, TextList } from './text.ts';

/** Text as HTML that shows it letter by letter. A backtick would turn into code in n8n's editor. */
export const escapeHtml = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('`', '&#96;');

/** Text without what n8n's messages and Slack would take for markup. */
export const withoutTags = (text: string): string => text.replace(/[<>]/g, '');

type Rest = Omit<Text, 'message'>;

/** What follows a message, as HTML. */
export function toHtml({ advice, lists = [] }: Rest): string {
	const shown = lists.map(({ entries, title }) => {
		const heading = title === undefined ? '' : `<p><b>${escapeHtml(title)}</b></p>`;
		return `${heading}<ul>${entries.map((entry) => `<li>${escapeHtml(entry)}</li>`).join('')}</ul>`;
	});
	if (advice === undefined) return shown.join('');
	if (shown.length === 0) return escapeHtml(advice);
	return [`<p>${escapeHtml(advice)}</p>`, ...shown].join('');
}

/** What follows a message, as lines. */
export const toLines = ({ advice, lists = [] }: Rest): string =>
	[...(advice === undefined ? [] : [advice]), ...lists.map(listLines)].join('\n');

function listLines({ entries, title }: TextList): string {
	const lines = entries.map((entry) => `- ${entry}`);
	if (title === undefined) return lines.join('\n');
	return [title.endsWith('.') ? title : `${title}:`, ...lines].join('\n');
}

/** A text with each of its parts replaced, as by one without secrets. */
export const mapText = (
	{ advice, lists, message }: Text,
	replaced: (part: string) => string,
): Text => ({
	message: replaced(message),
	...(advice === undefined ? {} : { advice: replaced(advice) }),
	...(lists === undefined
		? {}
		: {
				lists: lists.map(({ entries, title }) => ({
					...(title === undefined ? {} : { title: replaced(title) }),
					entries: entries.map(replaced),
				})),
			}),
});
