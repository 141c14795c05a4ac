/**
 * `npm run screenshots`: takes the pictures that the README shows, in a real n8n with the sandbox
 * for EnKash, and puts them into `docs/images`. Needs Chromium. With names of ready workflows behind
 * `--`, such as `leaver`, it takes the pictures of these only.
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, openPage } from '../test/support/e2e/browser.mts';
import { Editor } from '../test/support/e2e/editor.mts';
import { SandboxControl } from '../test/support/sandbox-control.mts';
import { bringUp, createHomeWithPackage, OWNER } from './bringup.mts';
import { readWorkflow } from './n8n/workflow.mts';
import { runScript } from './script.mts';
import { PROJECT } from './setup/dependencies.mjs';

const WORKFLOWS = join(PROJECT, 'workflows');
/** A window of a small notebook, in which each workflow must be readable. */
const NOTEBOOK = { width: 1440, height: 900 };
const IMAGES = join(PROJECT, 'docs', 'images');

const userFolder = await mkdtemp(join(tmpdir(), 'enkash-screenshots-'));

await runScript(takeAll, {
	whenInterrupted: 130,
	tidyUp: () => rm(userFolder, { recursive: true, force: true }),
});

async function takeAll(): Promise<void> {
	const wanted = process.argv.slice(2);
	const payout = await readWorkflow(join(WORKFLOWS, 'demo-reward-payout.json'));
	const files = (await readdir(WORKFLOWS)).filter((file) => file.endsWith('.json'));
	const ready = new Map(
		await Promise.all(
			files.map(async (file) => {
				return [basename(file, '.json'), await readWorkflow(join(WORKFLOWS, file))] as const;
			}),
		),
	);
	const browser = await openBrowser();
	try {
		const { n8n, sandbox } = await bringUp({
			home: await createHomeWithPackage(userFolder),
			n8nPort: 0,
			sandboxPort: 0,
			workflows: [...ready.values()],
		});
		await mkdir(IMAGES, { recursive: true });
		const editor = new Editor(await openPage(browser), n8n.url);
		await editor.logIn(OWNER);
		if (wanted.length === 0) {
			await takePayout(editor, payout.id);
			await takeSteps(editor);
			await takeCheck(editor, new SandboxControl(sandbox.url));
		}
		for (const [name, { id }] of ready) {
			if (wanted.length === 0 || wanted.includes(name)) await takeCanvas(editor, name, id);
		}
	} finally {
		await browser.close();
	}
}

/** The demo workflow after its run, and what its payments came to. */
async function takePayout(editor: Editor, workflow: string): Promise<void> {
	await editor.openWorkflow(workflow);
	await editor.executeWorkflow();
	await editor.showAll();
	await take(editor, 'payout-workflow');
	await editor.openStep('Pay rewards');
	await editor.step.table();
	await take(editor, 'payout-output');
	await editor.step.close();

	await editor.executeWorkflow();
	await editor.openStep('Pay rewards');
	await editor.step.table();
	await take(editor, 'payout-again');
	await editor.step.close();
}

/** A payment from the panel of nodes to EnKash's refusal. */
async function takeSteps(editor: Editor): Promise<void> {
	await editor.newWorkflow();
	await editor.searchNodes('EnKash');
	await editor.openInPanel('EnKash');
	await editor.page.getByText('Get many users').scrollIntoViewIfNeeded();
	await take(editor, 'node-panel');

	await editor.addAction('Pay handle');
	const form = await editor.step.editCredential();
	await form.test();
	await form.verdict();
	await take(editor, 'credential');
	await form.close();

	await editor.step.openList('handleId');
	await take(editor, 'handle-picker');
	await editor.step.pick('Gurpreet Singh');
	await editor.step.fill('amount', '400000');
	await editor.step.fill('referenceNumber', 'CLAIM-2041');
	await editor.step.execute();
	await editor.step.failure();
	await take(editor, 'refused-payment');
}

/** What is found before anybody is paid: first something that is to be set, then nothing. */
async function takeCheck(editor: Editor, control: SandboxControl): Promise<void> {
	await editor.newWorkflow();
	await editor.searchNodes('EnKash');
	await editor.openInPanel('EnKash');
	await editor.addAction('Check setup before paying');
	for (const [name, dialects] of [
		['check-setup-not-ready', ['allocate-at-points-allocate']],
		['check-setup', []],
	] as const) {
		await control.settings({ dialects: [...dialects] });
		await editor.step.execute();
		await editor.step.table();
		await take(editor, name);
	}
	await editor.step.close();
}

/** A ready workflow, notes and all. */
async function takeCanvas(editor: Editor, name: string, id: string): Promise<void> {
	await editor.page.setViewportSize(NOTEBOOK);
	await editor.openWorkflow(id);
	await editor.showAll();
	await take(editor, `ready-${name}`);
}

async function take(editor: Editor, name: string): Promise<void> {
	const path = join(IMAGES, `${name}.png`);
	await quiet(editor.page);
	await editor.closeMessages();
	await editor.page.screenshot({ path, animations: 'disabled' });
	console.log(path);
}

/** Puts the mouse where it points at nothing, and lets what still moves come to rest. */
async function quiet(page: Page): Promise<void> {
	await page.mouse.move(640, 790);
	await page.waitForTimeout(1_000);
}
