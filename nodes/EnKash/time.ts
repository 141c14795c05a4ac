import { sleep } from 'n8n-workflow';

/** Waits so many ms. */
export const wait = async (ms: number): Promise<void> => await sleep(ms);

/** Items read in a row before n8n may do something else; each takes it about a millisecond. */
const READ_IN_A_ROW = 20;

/** Called before each item: now and then lets n8n serve others, however many items there are. */
export async function breathe(index: number): Promise<void> {
	if (index % READ_IN_A_ROW === READ_IN_A_ROW - 1) await wait(0);
}
