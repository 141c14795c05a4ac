import { digest } from '../digest.ts';

/**
 * A reference in the form of a real one that nobody can have used.
 *
 * @param nonce drawn anew for each call
 */
export function impossibleReference(like: string, nonce: string): string {
	const pool = [...`${digest(['impossible', nonce])}${digest(['reference', nonce])}`].map((char) =>
		char.charCodeAt(0),
	);
	const drawn = (index: number, alphabet: string) =>
		alphabet.charAt((pool[index % pool.length] ?? index) % alphabet.length);
	return [...like]
		.map((char, index) => {
			if (/\d/.test(char)) return drawn(index, '0123456789');
			if (/[a-z]/.test(char)) return drawn(index, 'abcdefghijkmnpqrstuvwxyz');
			return /[A-Z]/.test(char) ? drawn(index, 'ABCDEFGHJKLMNPQRSTUVWXYZ') : char;
		})
		.join('');
}
