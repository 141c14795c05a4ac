import { sleep } from 'n8n-workflow';

/** Waits so many ms. */
export const wait = async (ms: number): Promise<void> => await sleep(ms);
