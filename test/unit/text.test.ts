import { foldText, isBlank, visible } from '../../enkash/text.ts';

const charactersFrom = (first: number, length: number) =>
	Array.from({ length }, (_, index) => String.fromCodePoint(first + index));

/** All but ideographs beyond the first 65,536 characters, and what is for private use. */
const EVERY_CHARACTER = [...charactersFrom(0, 0x20000), ...charactersFrom(0xe0000, 0x1000)];

describe('a folded text', () => {
	it('is the same folded again, whatever character stands in it', () => {
		const unsettled = EVERY_CHARACTER.filter((one) => {
			const folded = foldText(`a${one}\u0301b`);
			return foldText(folded) !== folded;
		});
		expect(unsettled).toEqual([]);
	});

	it('is empty exactly where nothing can be seen', () => {
		const differing = EVERY_CHARACTER.filter((one) => isBlank(one) !== (foldText(one) === ''));
		expect(differing).toEqual([]);
	});

	it('of plain text is the text in small letters', () => {
		expect(foldText(' Lunch  allowance (No. 7) ')).toBe('lunch allowance (no. 7)');
	});
});

describe('what can be seen of a text', () => {
	it.each(['\u00ad', '\u061c', '\u200b', '\u2066', '\ufe0f', '\ufeff', '\u{e0020}'])(
		'is all of it but %j, which takes no room',
		(mark) => {
			expect(visible(`${mark}100${mark}200${mark}`)).toBe('100200');
		},
	);

	it.each(['\u0000', '\u001f', '\u0085', '\u2800', '\u115f', '\u3164', '\uffa0'])(
		'keeps two numbers apart that have %j between them',
		(gap) => {
			expect(visible(`${gap}100${gap}200${gap}`)).toBe('100 200');
		},
	);
});
