/**
 * `npm run screenshots`: takes the pictures in `docs/images`, in a real n8n with the sandbox for
 * EnKash. Needs Chromium. With names of pictures behind `--`, such as `refused-payment` or
 * `ready-leaver`, it takes these only.
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
import type { Workflow } from './n8n/workflow.mts';
import { SCENES, sceneOf } from './scenes.mts';
import type { Scene } from './scenes.mts';
import { runScript } from './script.mts';
import { PROJECT } from './setup/dependencies.mjs';

const WORKFLOWS = join(PROJECT, 'workflows');
const IMAGES = join(PROJECT, 'docs', 'images');

const userFolder = await mkdtemp(join(tmpdir(), 'enkash-screenshots-'));

await runScript(takePictures, {
	whenInterrupted: 130,
	tidyUp: () => rm(userFolder, { recursive: true, force: true }),
});

async function takePictures(): Promise<void> {
	const ready = await readyWorkflows();
	const scenes = [...SCENES, ...[...ready.keys()].map(sceneOf)];
	const wanted = wantedOf(scenes);
	const browser = await openBrowser();
	try {
		const { n8n, rest, sandbox } = await bringUp({
			home: await createHomeWithPackage(userFolder),
			n8nPort: 0,
			sandboxPort: 0,
			workflows: [...ready.values()],
		});
		await mkdir(IMAGES, { recursive: true });
		const editor = new Editor(await openPage(browser), n8n.url);
		await editor.logIn(OWNER);
		const control = new SandboxControl(sandbox.url);
		const take = async (picture: string) => {
			if (wanted.has(picture)) await photograph(editor, picture);
		};
		for (const scene of scenes.filter(({ pictures }) => pictures.some((one) => wanted.has(one)))) {
			await control.reset();
			await scene.play({ editor, control, rest, ready, take });
		}
	} finally {
		await browser.close();
	}
}

/** The ready workflows, by the name of their file. */
async function readyWorkflows(): Promise<Map<string, Workflow>> {
	const files = (await readdir(WORKFLOWS)).filter((file) => file.endsWith('.json')).sort();
	const ready = files.map(
		async (file) => [basename(file, '.json'), await readWorkflow(join(WORKFLOWS, file))] as const,
	);
	return new Map(await Promise.all(ready));
}

/**
 * The pictures that were asked for; all, if none was.
 *
 * @throws {Error} a sentence with all names, when one of them is no picture's
 */
function wantedOf(scenes: readonly Scene[]): ReadonlySet<string> {
	const all = scenes.flatMap(({ pictures }) => pictures);
	const asked = process.argv.slice(2);
	const unknown = asked.find((name) => !all.includes(name));
	if (unknown !== undefined) {
		throw new Error(`There is no picture "${unknown}". There are: ${all.join(', ')}`);
	}
	return new Set(asked.length === 0 ? all : asked);
}

async function photograph(editor: Editor, picture: string): Promise<void> {
	const path = join(IMAGES, `${picture}.png`);
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
