import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate for other people's host names, which only those trust who are told to. */
export interface Certificate {
	/** Where the certificate is, in PEM. */
	readonly file: string;
	readonly cert: string;
	readonly key: string;
}

/**
 * Makes a certificate with the command `openssl`, valid for two days.
 *
 * @param folder for its files; whoever made it removes it
 * @throws Error with what openssl said
 */
export async function makeCertificate(
	hosts: readonly string[],
	folder: string,
): Promise<Certificate> {
	const file = join(folder, 'stand-ins.cert.pem');
	const keyFile = join(folder, 'stand-ins.key.pem');
	const names = hosts.map((host) => `DNS:${host}`).join(',');
	await run('openssl', [
		...['req', '-x509', '-nodes', '-days', '2', '-subj', '/CN=stand-ins'],
		...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
		...['-addext', `subjectAltName=${names}`, '-out', file, '-keyout', keyFile],
	]);
	return { file, cert: await readFile(file, 'utf8'), key: await readFile(keyFile, 'utf8') };
}
