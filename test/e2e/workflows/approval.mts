import { z } from 'zod';
import type { Office } from '../../support/office.mts';
import { until } from '../../../scripts/until.mts';

/** Programs that preview links are told apart by what they call themselves. */
const A_BROWSER =
	'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36';

/**
 * Waits until Slack shows the button and the run waits for it, and presses it.
 *
 * @param meanwhile is done before the button is pressed
 */
export async function press(
	{ rest, services }: Office,
	executionId: string,
	workflowId: string,
	button: string,
	meanwhile?: () => void,
): Promise<void> {
	await until(
		async () => {
			const runs = await rest.executionsOf(workflowId);
			return runs.find(({ id, status }) => id === executionId && status === 'waiting');
		},
		{ what: 'the run that waits', withinMs: 90_000 },
	);
	const url = services.slack.messages.map(({ buttons }) => buttons[button]).find(Boolean);
	if (url === undefined) throw new Error(`Slack shows no button "${button}"`);
	meanwhile?.();
	await follow(url);
}

/** Waits for an e-mail to this address that asks, and presses one of its buttons. */
export async function answerMail(
	{ rest, services }: Office,
	to: string,
	workflowId: string,
	button: string,
): Promise<void> {
	const html = await until(
		() => Promise.resolve(services.gmail.mails.find((mail) => mail.to?.[0]?.address === to)?.html),
		{ what: `an e-mail to ${to}`, withinMs: 90_000 },
	);
	await until(
		async () => (await rest.executionsOf(workflowId)).some(({ status }) => status === 'waiting'),
		{ what: 'the run that waits', withinMs: 90_000 },
	);
	const links = [...html.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)<\/a>/g)];
	const url = links.find(([, , label]) => label === button)?.[1];
	await follow(z.string({ message: `The e-mail has no button "${button}"` }).parse(url));
}

async function follow(url: string): Promise<void> {
	const response = await fetch(url, { headers: { 'user-agent': A_BROWSER } });
	if (!response.ok) throw new Error(`n8n answers with ${response.status}`);
}
