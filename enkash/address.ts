const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** https without a user name in it, or http on a loopback host; nothing after the path. */
export function isSafeUrl(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname, username, password, search, hash } = new URL(url);
	if (username || password || search || hash) return false;
	return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

/** A path that means the same to everybody: nothing in it is resolved, cut off or decoded. */
export const isPlainPath = (path: string): boolean =>
	/^(\/[\w.~-]+)+\/?$/.test(path) && !/\/\.{1,2}(\/|$)/.test(path);

export const withoutSlash = (url: string) => url.replace(/\/+$/, '');
