import { foldMobile, isSameMobile, parseMobile } from '../../enkash/mobile.ts';

const codeOf = (given: unknown) => {
	const result = parseMobile(given);
	return result.ok ? result.value : result.failure.code;
};

describe('a mobile', () => {
	it.each([
		'9876543210',
		9876543210,
		919876543210,
		'919876543210',
		'+91 98765 43210',
		'+91-98765-43210',
		'(+91) 98765 43210',
		'(98765) 43210',
		'0091 9876543210',
		'09876543210',
		'9876543210.0',
		'98765.43210',
		'tel:+91 98765 43210',
		'TEL:9876543210',
		'\u200e+91\u00a098765\u201143210\ufeff',
	])('is read from %p', (given) => {
		expect(codeOf(given)).toBe('9876543210');
	});

	it.each([undefined, null, '', ' '])('is missing in %p', (given) => {
		expect(codeOf(given)).toBe('mobile-missing');
	});

	it.each([
		...['1234567890', '5876543210', '987654321', '98765432101', '+1 9876543210', '929876543210'],
		...['-9876543210', -9876543210, '\u20119876543210', '.9876543210', ')9876543210'],
		...[
			'tel:-9876543210',
			'98765 4321O',
			'9876543210 / 9876543211',
			'nobody',
			'#N/A',
			'+',
			true,
			[9876543210],
			{},
		],
	])('is not read from %p', (given) => {
		expect(codeOf(given)).toBe('mobile-unreadable');
	});

	it.each([
		['9.87654E+09', true],
		['9.876543210e9', true],
		['98765', false],
	])('%p was shortened by a spreadsheet: %p', (given, isRounded) => {
		expect(parseMobile(given)).toMatchObject({ failure: { data: { given, isRounded } } });
	});

	it('is compared by what EnKash has, whatever it looks like there', () => {
		expect(foldMobile('+91 9876543210')).toBe('9876543210');
		expect(foldMobile('tel:+919876543210')).toBe('9876543210');
	});

	it.each(['12-34', 'XXXXXX3210', '98XXXXXX10', '', undefined])(
		'identifies nobody where it is not whole: %p',
		(known) => {
			expect(foldMobile(known)).toBeUndefined();
			expect(isSameMobile(known, known)).toBe(false);
		},
	);
});
