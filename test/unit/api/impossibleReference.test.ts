import fc from 'fast-check';
import { impossibleReference } from '../../../enkash/api/impossibleReference.ts';

it('makes an impossible reference in the form of a real one, and never the real one', () => {
	const form = (reference: string) =>
		reference.replace(/\d/g, '9').replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A');
	fc.assert(
		fc.property(
			fc.stringMatching(/^[A-Z][a-z0-9]{12}[a-z0-9/-]{0,51}$/),
			fc.string({ minLength: 1 }),
			(like, nonce) => {
				const impossible = impossibleReference(like, nonce);
				expect(form(impossible)).toBe(form(like));
				expect(impossibleReference(like, `${nonce}!`)).not.toBe(impossible);
			},
		),
	);
});
