import { isIP } from 'node:net';
import { BooksFile } from './books.mts';
import { DEMO } from './company.mts';
import { dialectsPage } from './dialects/page.mts';
import { readOptions, USAGE } from './options.mts';
import type { Options } from './options.mts';
import { buildServer } from './server.mts';
import { World } from './world.mts';

/** What a person types into the credential, and a program reads from the ready line. */
const CREDENTIALS = {
	'partner-id': DEMO.partnerId,
	'company-id': DEMO.companyId,
	'account-id': DEMO.cardAccountId,
	user: DEMO.username,
	password: DEMO.password,
	'client-id': DEMO.clientId,
	'client-secret': DEMO.clientSecret,
};

async function run({ port, host }: Options, world: World): Promise<void> {
	const server = buildServer(world);
	const address = await server.listen({ port, host });
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void server.close());
	}
	if (!isLoopback(host)) {
		console.warn(`WARNING: ${host} is not a loopback address: others can reach this sandbox.`);
	}
	const credentials = Object.entries(CREDENTIALS).map(([name, value]) => `${name}=${value}`);
	console.log(`EnKash sandbox ready at ${address} ${credentials.join(' ')}`);
}

const isLoopback = (host: string) =>
	host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** What is made, or `undefined` after saying why it is not. */
function orSentence<T>(make: () => T, advice = ''): T | undefined {
	try {
		return make();
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : String(error)}${advice}`);
		process.exitCode = 2;
		return undefined;
	}
}

function worldOf({ settings, books }: Options): World {
	return new World(settings, books === undefined ? undefined : new BooksFile(books));
}

const options = orSentence(() => readOptions(process.argv.slice(2)), `\n\n${USAGE}`);
if (options?.listDialects) {
	console.log(dialectsPage());
} else if (options !== undefined) {
	const world = orSentence(() => worldOf(options));
	if (world !== undefined) await run(options, world);
}
