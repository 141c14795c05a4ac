import { Spacing } from '../../../enkash/requests/pacing.ts';

/** Where somebody stands who goes by a clock that the test sets. */
function clocked(concurrency: number) {
	const clock = { now: 0 };
	const slept: number[] = [];
	const spacing = new Spacing(
		{
			now: () => clock.now,
			sleep: async (ms) => {
				slept.push(ms);
				await Promise.resolve();
			},
		},
		concurrency,
	);
	const turns = async (count: number) => {
		for (let turn = 0; turn < count; turn++) await spacing.turn();
		return slept;
	};
	return { clock, spacing, turns };
}

it('lets the first call go at once, and the others 2.5 ms apart', async () => {
	expect(await clocked(10).turns(4)).toEqual([2.5, 5, 7.5]);
});

it('lets calls that are quick go in half the time that one takes', async () => {
	const { spacing, turns } = clocked(10);
	spacing.took(20);
	expect(await turns(4)).toEqual([1, 2, 3]);
});

it('does not heed that a call was slow', async () => {
	const { spacing, turns } = clocked(1);
	spacing.took(30_000);
	expect(await turns(3)).toEqual([2.5, 5]);
});

it('keeps nobody waiting who comes late', async () => {
	const { clock, turns } = clocked(2);
	await turns(1);
	clock.now = 2;
	expect(await turns(1)).toEqual([0.5]);
	clock.now = 10;
	expect(await turns(1)).toEqual([0.5]);
});
