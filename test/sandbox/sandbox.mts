import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { startSandbox } from '../support/sandbox.mts';
import type { Sandbox } from '../support/sandbox.mts';
import type { SandboxControl } from '../support/sandbox-control.mts';
import { Caller } from './caller.mts';

export interface SandboxUnderTest {
	readonly sandbox: Sandbox;
	readonly control: SandboxControl;
	readonly caller: Caller;
}

/** One sandbox for all tests of a file, as new for each of them, and a caller without a token. */
export function useSandbox(flags: readonly string[] = []): SandboxUnderTest {
	let running: Sandbox | undefined;
	let caller: Caller | undefined;
	beforeAll(async () => {
		running = await startSandbox(flags);
	});
	beforeEach(async () => {
		if (running === undefined) return;
		await running.control.reset();
		caller = new Caller(running);
	});
	afterAll(async () => {
		await running?.stop();
	});
	return {
		get sandbox() {
			return started(running);
		},
		get control() {
			return started(running).control;
		},
		get caller() {
			return started(caller);
		},
	};
}

function started<T>(thing: T | undefined): T {
	if (thing === undefined) throw new Error('The sandbox has not been started');
	return thing;
}
