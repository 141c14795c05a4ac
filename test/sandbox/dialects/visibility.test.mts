import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fromHandle } from '../bodies.mts';
import { Caller } from '../caller.mts';
import { useSpeaker } from './speaking.mts';

const { at, speak, pay, payload, handle } = useSpeaker();

const list = z.object({
	data: z.array(z.object({ pgReferenceNumber: z.string(), type: z.string() })),
});
const listed = async (filter: object = {}) => list.parse(await payload(filter)).data;
const isListed = async (pgReferenceNumber = 'R1') =>
	(await listed({ pgReferenceNumber })).length > 0;

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

describe('a payment is shown', () => {
	it.each([
		['shown-after-25s', 24, 2],
		['shown-after-3m', 3 * MINUTE_S - 1, 2],
		['shown-after-1h', HOUR_S - 1, 2],
		['shown-after-up-to-1m', 0, MINUTE_S],
	] as const)('(%s) when its time has come, not before', async (name, seconds, more) => {
		await speak(name);
		await at.control.settings({ tokenTtl: DAY_S });
		await pay();
		await at.control.advance(seconds);
		expect(await isListed()).toBe(false);

		await at.control.advance(more);
		expect(await isListed()).toBe(true);
		expect(await at.control.paid('R1')).toEqual({ times: 1, amount: 1500 });
	});

	it('in real time, or in a scale of it', async () => {
		await speak('shown-after-1h');
		await at.control.settings({ timeScale: 0.000_001 });
		await pay();
		await new Promise((resolve) => setTimeout(resolve, 5));

		expect(await isListed()).toBe(true);
	});

	it('after a time of its own, which differs from payment to payment', async () => {
		await speak('shown-after-up-to-1m');
		const references = Array.from({ length: 8 }, (_, n) => `R${n}`);
		for (const reference of references) await pay(reference);
		await at.control.advance(30);
		const shown = await listed();

		expect(shown.length).toBeGreaterThan(6);
		expect(shown.length).toBeLessThan(6 + references.length);
	});

	it.each([
		['only-last-day-listed', DAY_S],
		['only-last-hour-listed', HOUR_S],
	] as const)('(%s) until its time is over', async (name, seconds) => {
		await speak(name);
		await at.control.settings({ tokenTtl: 10 * DAY_S });
		await pay();
		await at.control.advance(seconds - MINUTE_S);
		expect([await isListed(), await isListed('PAST-00001')]).toEqual([true, false]);

		await at.control.advance(2 * MINUTE_S);
		expect(await isListed()).toBe(false);
	});

	it('while there are not ten newer ones (only-newest-10-listed)', async () => {
		await speak('only-newest-10-listed');
		await pay();
		for (let n = 0; n < 9; n++) await at.control.addTransaction({ amount: 1 });
		expect(await isListed()).toBe(true);

		await at.control.addTransaction({ amount: 1 });
		expect(await isListed()).toBe(false);
	});

	it('by every second answer, and later by all (every-second-answer-3m-old)', async () => {
		await speak('every-second-answer-3m-old');
		await pay();
		expect([await isListed(), await isListed(), await isListed()]).toEqual([true, false, true]);

		await at.control.advance(3 * MINUTE_S);
		expect([await isListed(), await isListed()]).toEqual([true, true]);
	});

	it('to who made it alone (only-own-payments-listed)', async () => {
		await speak('only-own-payments-listed');
		await pay();
		const other = new Caller(at.sandbox);
		await other.token({ username: '9000000002', password: 'field-team-demo' });
		const { text } = await other.call('transactions');

		expect(await isListed()).toBe(true);
		expect(text).toContain('PAST-00001');
		expect(text).not.toContain('"R1"');
	});
});

describe('a payment is not shown', () => {
	it('at all (never-listed)', async () => {
		await speak('never-listed');
		await pay();

		expect(await listed()).toEqual([]);
		expect(await at.control.paid('R1')).toEqual({ times: 1, amount: 1500 });
	});

	it('beside what was spent, of which there is a history (only-card-spends-listed)', async () => {
		await speak('only-card-spends-listed');
		await pay();
		await at.control.addTransaction({
			amount: 3,
			reference: 'S1',
			direction: 'DR',
			type: 'SALE',
		});
		const spends = await listed();

		expect(await isListed()).toBe(false);
		expect(spends).toHaveLength(7);
		expect(new Set(spends.map(({ type }) => type))).toEqual(new Set(['SALE']));
	});

	it('when it was taken back from a handle (only-credits-listed)', async () => {
		await speak('only-credits-listed');
		await pay();
		await at.caller.call('allocate', fromHandle(await handle(), 'B1', 1));

		expect([await isListed('R1'), await isListed('B1')]).toEqual([true, false]);
	});
});
