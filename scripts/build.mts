import { PROJECT } from './setup/dependencies.mjs';
import { npm, NpmFailed } from './setup/npm.mjs';

/**
 * Builds the package into `dist`, without checking its types, which takes longer than all the rest.
 *
 * @param env settings of gulpfile.js
 * @throws SetupError if it does not build; why was printed
 */
export async function buildPackage(env: Readonly<Record<string, string>> = {}): Promise<void> {
	try {
		await npm(['exec', '--', 'gulp', 'build'], {
			cwd: PROJECT,
			doing: 'Building the package',
			// What is preloaded into this process is not meant for npm.
			env: { NODE_OPTIONS: '', ...env },
		});
	} catch (error) {
		if (error instanceof NpmFailed) console.error(error.output);
		throw error;
	}
}
