/**
 * `npm run demo`: the same bring-up as `npm start`, in a folder of its own and on free ports; runs
 * the payout workflow once through the real n8n, prints what happened and ends.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringUp, createHomeWithPackage } from './bringup.mts';
import { reportOn } from './demo-report.mts';
import { readWorkflow } from './n8n/workflow.mts';
import { runScript } from './script.mts';
import { PROJECT } from './setup/dependencies.mjs';
import { SetupError } from './setup/setup-error.mjs';

const TRIGGER = 'Run the payout';

const userFolder = await mkdtemp(join(tmpdir(), 'enkash-demo-'));

await runScript(demo, {
	whenInterrupted: 130,
	tidyUp: () => rm(userFolder, { recursive: true, force: true }),
});

async function demo(): Promise<void> {
	const workflow = await readWorkflow(join(PROJECT, 'workflows', 'demo-reward-payout.json'));
	const { rest } = await bringUp({
		home: await createHomeWithPackage(userFolder),
		n8nPort: 0,
		sandboxPort: 0,
		workflows: [workflow],
	});
	console.log(`Running "${workflow.name}"…\n`);
	const { lines, problems } = reportOn(await rest.run(workflow.id, TRIGGER));
	for (const line of lines) console.log(line);
	if (problems.length > 0) {
		throw new SetupError(`\nNot as it should be:\n  ${problems.join('\n  ')}`);
	}
	console.log('\nAll as it should be.');
}
