/** Does the work for the indexes 0 to count-1, in that order, at most `concurrency` at once. */
export async function atMostAtOnce(
	count: number,
	concurrency: number,
	work: (index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < count; index = next++) await work(index);
	};
	await Promise.all(Array.from({ length: Math.min(count, concurrency) }, worker));
}
