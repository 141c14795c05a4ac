/** How much is tried where more finds more; see CONTRIBUTING.md. */
const SIZE = Number(process.env['ENKASH_TEST_SIZE'] ?? 1);

if (!(SIZE > 0)) throw new Error('ENKASH_TEST_SIZE wants a number above 0');

/**
 * How many inputs or runs a test tries: so many as a rule, and as many times more or fewer as
 * `ENKASH_TEST_SIZE` says.
 */
export const runs = (asARule: number): number => Math.max(1, Math.round(asARule * SIZE));
