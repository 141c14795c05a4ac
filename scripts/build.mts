import { PROJECT } from './setup/dependencies.mjs';
import { npm, NpmFailed } from './setup/npm.mjs';

/**
 * Builds the package into `dist`.
 *
 * @throws SetupError if it does not build; the compiler's words were printed
 */
export async function buildPackage(): Promise<void> {
	try {
		await npm(['run', 'build'], { cwd: PROJECT, doing: 'Building the package' });
	} catch (error) {
		if (error instanceof NpmFailed) console.error(error.output);
		throw error;
	}
}
