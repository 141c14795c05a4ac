/** An e-mail of one part, as it was written. */
export interface Mail {
	readonly to: string;
	readonly subject: string;
	readonly contentType: string;
	readonly body: string;
}

/** Reads an e-mail in the form in which it travels (RFC 5322), as far as n8n writes it. */
export function readMail(raw: Buffer): Mail {
	const written = raw.toString('latin1');
	const end = written.indexOf('\r\n\r\n');
	const lines = written
		.slice(0, end)
		.replace(/\r\n[ \t]+/g, ' ')
		.split('\r\n');
	const headers = new Map(
		lines.map((line) => {
			const colon = line.indexOf(':');
			return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
		}),
	);
	const header = (name: string) => headers.get(name) ?? '';
	const decode = DECODERS[header('content-transfer-encoding').toLowerCase()] ?? plain;
	return {
		to: header('to'),
		subject: words(header('subject')),
		contentType: header('content-type'),
		body: decode(written.slice(end + 4)).toString('utf8'),
	};
}

const plain = (text: string) => Buffer.from(text, 'latin1');
const base64 = (text: string) => Buffer.from(text, 'base64');
const quoted = (text: string) =>
	plain(
		text
			.replace(/=\r\n/g, '')
			.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
	);

const DECODERS: Readonly<Record<string, (text: string) => Buffer>> = {
	base64,
	'quoted-printable': quoted,
};

/** A header with encoded words (RFC 2047); space between two of them is none. */
function words(header: string): string {
	return header
		.replace(/\?=\s+=\?/g, '?==?')
		.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
			/b/i.test(encoding)
				? base64(text).toString('latin1')
				: quoted(text.replace(/_/g, ' ')).toString('latin1'),
		)
		.replace(/[\x80-\xff]+/g, (bytes) => plain(bytes).toString('utf8'));
}
