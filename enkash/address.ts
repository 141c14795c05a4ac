const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * An address in the one form in which it is sent to, recorded and compared, however it was written: no
 * capitals before the path, no usual port, no dots and no slash at an end. `undefined` if it is not safe:
 * https without a user name in it, or http on a loopback host; nothing after the path.
 */
export function safeAddress(written: string): string | undefined {
	if (!URL.canParse(written)) return undefined;
	const { hash, hostname, password, pathname, port, protocol, search, username } = new URL(written);
	if (username || password || search || hash) return undefined;
	const host = hostname.replace(/\.$/, '');
	const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(host));
	if (!isSafe || host === '') return undefined;
	return `${protocol}//${host}${port === '' ? '' : `:${port}`}${pathname.replace(/\/+$/, '')}`;
}

/** A path that means the same to everybody: nothing in it is resolved, cut off or decoded. */
export const isPlainPath = (path: string): boolean =>
	/^(\/[\w.~-]+)+\/?$/.test(path) && !/\/\.{1,2}(\/|$)/.test(path);
