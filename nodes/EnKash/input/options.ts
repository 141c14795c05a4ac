import { z } from 'zod';
import { checked } from '../../../enkash/checked.ts';
import { parseIdentifier } from '../../../enkash/identifiers.ts';
import { flag, optional, withDefault, wholeNumber } from './schemas.ts';
import { PAYMENTS_IN_FLIGHT, READS_IN_FLIGHT } from '../form/options.ts';

const common = {
	cardAccountId: optional(checked(parseIdentifier('account'))),
	timeout: withDefault(wholeNumber(1, 600_000), 30_000),
};

const seconds = z
	.number({ invalid_type_error: 'Expected a number of seconds' })
	.min(0, 'At least 0')
	.max(3_600, 'At most 3600');

/** The options of a read. */
export const readSettings = z.object({
	...common,
	concurrency: withDefault(wholeNumber(1, 50), READS_IN_FLIGHT),
});
export type ReadSettings = z.infer<typeof readSettings>;

/** The options of a money operation. */
export const paySettings = z.object({
	...common,
	concurrency: withDefault(wholeNumber(1, 50), PAYMENTS_IN_FLIGHT),
	allocationType: withDefault(z.enum(['ALLOCATE_POINT', 'ALLOCATE_FUND']), 'ALLOCATE_POINT'),
	checkBalanceFirst: flag(true),
	confirmationWindow: withDefault(seconds, 10),
	dryRun: flag(false),
});
export type PaySettings = z.infer<typeof paySettings>;
