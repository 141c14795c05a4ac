import { type Result, fail, succeed } from './result.ts';

/** The identifiers of EnKash that a person may give, as far as the documented samples agree. */
const SHAPES = {
	handle: { name: 'handle ID', shape: /^EK[A-Za-z0-9]{3,30}$/, sample: 'EKC9MKS5RM' },
	user: { name: 'user ID', shape: /^EK[A-Za-z0-9]{3,30}$/, sample: 'EK8IHN4B' },
	account: { name: 'card account ID', shape: /^CA[A-Za-z0-9]{3,30}$/, sample: 'CAQL8YCV3' },
} as const;

/** Reads a pasted identifier; `invalid` if it cannot be one. */
export const parseIdentifier =
	(kind: keyof typeof SHAPES) =>
	(given: unknown): Result<string> => {
		const { name, shape, sample } = SHAPES[kind];
		const written = typeof given === 'string' ? given.trim() : '';
		if (shape.test(written)) return succeed(written);
		const what =
			written === '' ? `The ${name} is empty` : `"${written.slice(0, 40)}" is not a ${name}`;
		return fail({
			kind: 'invalid',
			message: what,
			advice: `Choose from the list, or give an ID as EnKash writes it, for example ${sample}.`,
		});
	};
