import { describe, expect, it } from '@jest/globals';
import { escapeHtml, mapText, toHtml, toLines, withoutTags } from '../../../texts/render.ts';

const lists = [
	{ title: 'Refused', entries: ['Asha <b>Menon</b>, ₹10.00', 'R&D, ₹5.00'] },
	{ entries: ['`PAY-1`'] },
];

describe('a text as HTML', () => {
	it('shows what others wrote letter by letter', () => {
		expect(toHtml({ advice: 'Ask "R&D".', lists })).toBe(
			'<p>Ask "R&amp;D".</p>' +
				'<p><b>Refused</b></p><ul><li>Asha &lt;b&gt;Menon&lt;/b&gt;, ₹10.00</li>' +
				'<li>R&amp;D, ₹5.00</li></ul><ul><li>&#96;PAY-1&#96;</li></ul>',
		);
	});

	it('is a bare sentence where there is no list', () => {
		expect(toHtml({ advice: 'Enter an amount above 0.' })).toBe('Enter an amount above 0.');
		expect(toHtml({})).toBe('');
	});

	it('escapes an ampersand once', () => {
		expect(escapeHtml('&lt;')).toBe('&amp;lt;');
	});
});

it('a text as lines has a line for each entry', () => {
	expect(toLines({ advice: 'Ask "R&D".', lists })).toBe(
		'Ask "R&D".\nRefused:\n- Asha <b>Menon</b>, ₹10.00\n- R&D, ₹5.00\n- `PAY-1`',
	);
});

it('a message keeps the words inside what looks like a tag', () => {
	expect(withoutTags('<!channel> paid')).toBe('!channel paid');
});

it('a mapped text has every part replaced, and gains none', () => {
	const loud = (part: string) => part.toUpperCase();
	expect(mapText({ message: 'no', lists }, loud)).toEqual({
		message: 'NO',
		lists: [
			{ title: 'REFUSED', entries: ['ASHA <B>MENON</B>, ₹10.00', 'R&D, ₹5.00'] },
			{ entries: ['`PAY-1`'] },
		],
	});
	expect(mapText({ message: 'no', advice: 'ask' }, loud)).toEqual({ message: 'NO', advice: 'ASK' });
});
