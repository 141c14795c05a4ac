import { sleep } from 'n8n-workflow';

/** Waits that many ms. */
export const wait = async (ms: number): Promise<void> => await sleep(ms);
