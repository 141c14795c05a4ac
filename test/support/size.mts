/** How much is tried where more finds more; see CONTRIBUTING.md. CI tries all of it, and more. */
const SIZE = Number(process.env['ENKASH_TEST_SIZE'] ?? 0.3);

if (!(SIZE > 0)) throw new Error('ENKASH_TEST_SIZE wants a number above 0');

/** How many inputs or runs a test tries, of `all`: a part of them, or several times as many. */
export const runs = (all: number): number => Math.max(1, Math.round(all * SIZE));
