/**
 * Lets a function say which file a CommonJS module is in, for every import in this process.
 *
 * @param find gets the module's name and the path of who asks for it; `undefined`: as Node finds it
 */
export function findModulesWith(
	find: (specifier: string, parent: string) => string | undefined,
): void;
