import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the kernel counts a process's time in, on every Linux that runs Node. */
const TICKS_PER_S = 100;

/** Whether this system tells what a process has used. */
export const CAN_OBSERVE = process.platform === 'linux';

/** CPU time that a process has used so far, in ms. */
export async function cpuTime(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// The name of the process, in brackets, may hold anything; the numbers follow it.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_S;
}

/** By how much more memory than before a process had at some moment of the work, in KB. */
export async function peakMemory(pid: number, work: () => Promise<unknown>): Promise<number> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
	const before = await memory(pid, 'VmRSS');
	await work();
	return (await memory(pid, 'VmHWM')) - before;
}

async function memory(pid: number, what: 'VmRSS' | 'VmHWM'): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1]);
}

/** CPU time that a process spends on some work, in ms, until it is idle again. */
export async function cpuOf(pid: number, work: () => Promise<unknown>): Promise<number> {
	await idle(pid);
	const before = await cpuTime(pid);
	await work();
	return (await idle(pid)) - before;
}

const IDLE_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 250;

/** Waits until the process does next to nothing; yields the CPU time that it has used by then. */
async function idle(pid: number): Promise<number> {
	const giveUpAt = Date.now() + IDLE_WITHIN_MS;
	for (let last = await cpuTime(pid); ; ) {
		await sleep(LOOK_EVERY_MS);
		const now = await cpuTime(pid);
		if (now - last <= LOOK_EVERY_MS / 20 || Date.now() > giveUpAt) return now;
		last = now;
	}
}
