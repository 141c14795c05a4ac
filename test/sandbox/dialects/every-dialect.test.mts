import { describe, expect, it } from '@jest/globals';
import { DIALECTS } from '../../../sandbox/dialects/registry.mts';
import type { DialectName } from '../../../sandbox/dialects/registry.mts';
import { useSandbox } from '../sandbox.mts';
import { SCRIPTS } from './scripts.mts';

const at = useSandbox();

/** Long enough for a day to pass. */
const TOKEN_TTL_S = 1_000_000;

describe.each(Object.entries(SCRIPTS))('%s', (subject, script) => {
	let known: readonly string[] | undefined;

	async function answers(...dialects: readonly DialectName[]): Promise<readonly string[]> {
		await at.control.reset({ transactions: 12 });
		at.caller.forget();
		await at.control.settings({ tokenTtl: TOKEN_TTL_S, dialects: [...dialects] });
		return await script(at);
	}

	/** The answers that differ from those without a dialect. */
	async function differing(...dialects: readonly DialectName[]): Promise<readonly string[]> {
		const usual = (known ??= await answers());
		return (await answers(...dialects)).filter((answer, n) => answer !== usual[n]);
	}

	it('is always the same without a dialect', async () => {
		expect(await differing()).toEqual([]);
	});

	it.each(DIALECTS.filter((dialect) => dialect.subject === subject).map(({ name }) => name))(
		'is otherwise in the dialect %s',
		async (name) => {
			expect((await differing(name)).length).toBeGreaterThan(0);
		},
	);
});
