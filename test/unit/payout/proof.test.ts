import { Evidence, EvidenceBook } from '../../../enkash/payout/proof.ts';
import { PROOF_LASTS_MS } from '../../../enkash/payout/timing.ts';

describe('a proof that EnKash shows what is paid', () => {
	const proven = () => {
		const evidence = new Evidence();
		evidence.prove({ at: 1_000, lagMs: 300 });
		return evidence;
	};

	it('counts for ten minutes', () => {
		const last = 1_000 + PROOF_LASTS_MS - 1;
		expect(proven().proofAt(last)).toEqual({ at: 1_000, lagMs: 300 });
		expect(proven().proofAt(last + 1)).toBeUndefined();
	});

	it('does not count before it was found: the clock was set back', () => {
		expect(proven().proofAt(999)).toBeUndefined();
	});

	it('is of one account, log-in and direction', () => {
		const book = new EvidenceBook();
		book.of('host', 'asha', 'CA1 CR').prove({ at: 1, lagMs: 1 });
		expect(book.of('host', 'asha', 'CA1 CR').proofAt(2)).toBeDefined();
		expect(book.of('host', 'ravi', 'CA1 CR').proofAt(2)).toBeUndefined();
		expect(book.of('host', 'asha', 'CA1 DR').proofAt(2)).toBeUndefined();
	});
});

it('remembers the payments that EnKash has shown, the last seen first, and each once', () => {
	const evidence = new Evidence();
	evidence.noteShown(['a', 'b']);
	evidence.noteShown(['c', 'a']);
	expect(evidence.shown).toEqual(['c', 'a', 'b']);
});
