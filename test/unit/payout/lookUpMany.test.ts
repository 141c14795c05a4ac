import { impossibleReference } from '../../../enkash/api/impossibleReference.ts';
import { NOTHING, enkash, record, verdict } from './lookUps.ts';
import { payments } from './payments.ts';
import { type Told, no, yes } from './stub.ts';

describe('a look-up of many payments', () => {
	const batch = payments(8);
	const references = batch.map(({ reference }) => reference);

	/** EnKash as it answers a question for many, or for one, of which it knows these. */
	async function askMany(known: readonly string[], answer: (wanted: readonly string[]) => Told) {
		const { evidence, lookUpMany, stub } = enkash([]);
		evidence.noteShown(['known-1', 'known-2']);
		stub.answer('transactions', (body) => {
			if ('pgReferenceNumbers' in body && Array.isArray(body.pgReferenceNumbers)) {
				return answer(body.pgReferenceNumbers.map(String));
			}
			const wanted = 'pgReferenceNumber' in body ? String(body.pgReferenceNumber) : '';
			return yes([...known].filter((one) => one === wanted).map(record));
		});
		const found = await lookUpMany.all(batch);
		const verdicts = batch.map((one) => verdict(found.get(one)));
		return { verdicts, questions: stub.timesAsked('transactions') };
	}
	const heeding = (known: readonly string[]) => (wanted: readonly string[]) =>
		yes(known.filter((one) => wanted.includes(one)).map(record));
	const absent = batch.map(() => 'absent');

	it('asks once where none was paid', async () => {
		const known = ['known-1', 'known-2'];
		expect(await askMany(known, heeding(known))).toEqual({ verdicts: absent, questions: 1 });
	});

	it('asks once where all were paid', async () => {
		const known = ['known-1', 'known-2', ...references];
		const { questions, verdicts } = await askMany(known, heeding(known));
		expect([new Set(verdicts), questions]).toEqual([new Set(['paid']), 1]);
	});

	it('asks for the others again where some were paid: a longer list may have been cut', async () => {
		const known = ['known-1', 'known-2', 'pay-0', 'pay-1'];
		const { questions, verdicts } = await askMany(known, heeding(known));
		expect(verdicts).toEqual(['paid', 'paid', ...absent.slice(2)]);
		expect(questions).toBe(2);
	});

	it.each([
		['the question is ignored', () => yes(['x', 'y', 'z'].map(record))],
		['only its first value is heeded', () => yes([record('known-1')])],
		['only its last value is heeded', () => yes([record('known-2')])],
		['nothing at all comes', () => NOTHING],
		['the list is cut', () => yes({ recordsCount: 9, data: ['known-1', 'known-2'].map(record) })],
		['it is refused', () => no('pgReferenceNumbers is not allowed', 400)],
	])('asks one by one where %s', async (_, answer) => {
		const { questions, verdicts } = await askMany(['pay-3'], answer);
		expect(verdicts).toEqual(references.map((one) => (one === 'pay-3' ? 'paid' : 'absent')));
		expect(questions).toBeGreaterThanOrEqual(1 + batch.length);
	});

	it('carries a known payment first and last, and one that cannot be there', async () => {
		const asked: string[][] = [];
		await askMany(['known-1', 'known-2'], (wanted) => {
			asked.push([...wanted]);
			return yes(['known-1', 'known-2'].map(record));
		});
		const impossible = impossibleReference('pay-0', 'nonce 1');
		expect(asked).toEqual([['known-1', ...references, impossible, 'known-2']]);
	});
});
