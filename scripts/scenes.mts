/** What is done in n8n's editor for each picture in `docs/images`. */
import { z } from 'zod';
import type { CredentialForm } from '../test/support/e2e/credential-form.mts';
import type { Editor } from '../test/support/e2e/editor.mts';
import type { SandboxControl } from '../test/support/sandbox-control.mts';
import type { N8nRest } from './n8n/rest.mts';
import type { Workflow } from './n8n/workflow.mts';

/** Where the pictures are taken. */
export interface Studio {
	readonly editor: Editor;
	readonly control: SandboxControl;
	readonly rest: N8nRest;
	/** The workflows of `workflows/`, by the name of their file. */
	readonly ready: ReadonlyMap<string, Workflow>;
	/** Takes the picture of that name, if it is wanted. */
	readonly take: (picture: string) => Promise<void>;
}

/** One after the other, with their pictures in the order in which they are taken. */
export interface Scene {
	readonly pictures: readonly string[];
	readonly play: (studio: Studio) => Promise<void>;
}

/** A window of a small notebook, in which each workflow must be readable. */
const NOTEBOOK = { width: 1440, height: 900 };
const WINDOW = { width: 1280, height: 800 };

const record = z.record(z.unknown());

const PATHS = '/api/v0/partner/enKashCard';

/** What EnKash may do differently, the check that finds it, and what its advice asks a person to set. */
const SETTINGS: ReadonlyArray<{
	readonly picture: string;
	readonly set: (form: CredentialForm) => Promise<void>;
}> = [
	{
		picture: 'check-setup-encryption',
		set: async (form) => await form.choose('payloadEncryption', 'Requests and Responses'),
	},
	{
		picture: 'check-setup-transactions',
		set: async (form) => await form.fill({ transactionPath: `${PATHS}/transaction/details` }),
	},
	{
		picture: 'check-setup-payments',
		set: async (form) => await form.fill({ allocatePath: `${PATHS}/points/allocate` }),
	},
];

export const SCENES: readonly Scene[] = [
	{
		pictures: ['payout-check', 'payout-workflow', 'payout-output', 'payout-again'],
		play: payFive,
	},
	{ pictures: ['wrong-rows'], play: payWrongRows },
	{ pictures: ['node-panel', 'credential', 'handle-picker', 'refused-payment'], play: payOne },
	{
		pictures: [...SETTINGS.map(({ picture }) => picture), 'check-setup-ready'],
		play: followAdvice,
	},
];

/** A ready workflow, notes and all. */
export function sceneOf(name: string): Scene {
	const picture = `ready-${name}`;
	return {
		pictures: [picture],
		async play({ editor, ready, take }) {
			await editor.page.setViewportSize(NOTEBOOK);
			await editor.openWorkflow(workflowOf(ready, name).id);
			await editor.showAll();
			await take(picture);
			await editor.page.setViewportSize(WINDOW);
		},
	};
}

/** The demo workflow: checked, run, and run again. */
async function payFive({ editor, ready, rest, take }: Studio): Promise<void> {
	const demo = workflowOf(ready, 'demo-reward-payout');
	await rest.putWorkflow(changed(demo, 'Pay rewards', { checkOnly: true }));
	await editor.openWorkflow(demo.id);
	await runTo(editor, 'Pay rewards');
	await editor.step.widenOutput();
	await take('payout-check');
	await editor.step.close();

	await rest.putWorkflow(demo);
	await editor.openWorkflow(demo.id);
	await editor.executeWorkflow();
	await editor.showAll();
	await take('payout-workflow');
	await showTable(editor, 'Pay rewards');
	await take('payout-output');
	await editor.step.close();

	await runTo(editor, 'Pay rewards');
	await take('payout-again');
	await editor.step.close();
}

/** The demo workflow with two rows that must be corrected. */
async function payWrongRows({ editor, ready, rest, take }: Studio): Promise<void> {
	const demo = workflowOf(ready, 'demo-reward-payout');
	const list = JSON.stringify({
		employees: [
			person('Ms', 'F', 'Ishita', 'ishita.bose@example.com', '9610000001', '1500.00'),
			person('Mr', 'M', 'Karthik', 'karthik.raman(at)example.com', '9610000002', '2250.50'),
			person('Mrs', 'F', 'Noor', 'noor.fatima@example.com', '9610000003', '12.345'),
		],
	});
	await rest.putWorkflow(changed(demo, "This month's rewards", { jsonOutput: list }));
	await editor.openWorkflow(demo.id);
	await editor.executeWorkflow();
	await editor.openStep('Pay rewards');
	await editor.step.failure();
	await take('wrong-rows');
	await editor.step.close();
	await rest.putWorkflow(demo);
}

/** A payment from the panel of nodes to EnKash's refusal. */
async function payOne({ editor, take }: Studio): Promise<void> {
	await editor.newWorkflow();
	await editor.searchNodes('EnKash');
	await editor.openInPanel('EnKash');
	await editor.page.getByText('Get many users').scrollIntoViewIfNeeded();
	await take('node-panel');

	await editor.addAction('Pay handle');
	const form = await editor.step.editCredential();
	await form.test();
	await form.verdict();
	await form.rested();
	await take('credential');
	await form.close();

	await editor.step.openList('handleId');
	await take('handle-picker');
	await editor.step.pick('Gurpreet Singh');
	await editor.step.fill('amount', '400000');
	await editor.step.fill('referenceNumber', 'CLAIM-2041');
	await editor.step.execute();
	await editor.step.failure();
	await take('refused-payment');
	await editor.step.close();
}

/** Check Setup against an EnKash that differs in three ways: what it advises is set, until nothing is left. */
async function followAdvice({ editor, control, take }: Studio): Promise<void> {
	await control.settings({
		dialects: [
			'encrypts-both',
			'transactions-at-transaction-details',
			'allocate-at-points-allocate',
		],
	});
	await editor.newWorkflow();
	await editor.searchNodes('EnKash');
	await editor.openInPanel('EnKash');
	await editor.addAction('Check setup before paying');
	await editor.step.widenOutput();
	for (const { picture, set } of SETTINGS) {
		await check(editor);
		await take(picture);
		const form = await editor.step.editCredential();
		await set(form);
		await form.save();
		await form.verdict();
		await form.close();
	}
	await check(editor);
	await take('check-setup-ready');
	await editor.step.close();
	await control.settings({ dialects: [] });
}

async function check(editor: Editor): Promise<void> {
	await editor.step.execute();
	await editor.step.table();
}

async function showTable(editor: Editor, step: string): Promise<void> {
	await editor.openStep(step);
	await editor.step.table();
}

/** Runs a workflow, and opens what that step put out. */
async function runTo(editor: Editor, step: string): Promise<void> {
	await editor.executeWorkflow();
	await showTable(editor, step);
}

function workflowOf(ready: Studio['ready'], name: string): Workflow {
	const workflow = ready.get(name);
	if (workflow === undefined) throw new Error(`There is no workflow ${name} in workflows/`);
	return workflow;
}

/** The workflow with other parameters for one of its steps. */
function changed(workflow: Workflow, step: string, parameters: object): Workflow {
	const nodes = workflow.nodes.map((node) =>
		node.name === step
			? { ...node, parameters: { ...record.parse(node['parameters']), ...parameters } }
			: node,
	);
	return { ...workflow, nodes };
}

const person = (
	title: string,
	gender: string,
	firstName: string,
	email: string,
	mobile: string,
	amount: string,
) => ({ title, gender, firstName, email, mobile, amount });
