import getPort from 'get-port';

/** A loopback port that nobody uses at the moment: the wanted one if possible. */
export async function freePort(wanted?: number): Promise<number> {
	return await getPort({ host: '127.0.0.1', ...(wanted === undefined ? {} : { port: wanted }) });
}
