declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	/** What of a package's source is scanned. */
	export const SOURCE_FILE_PATTERNS: string[];

	/** Lints a folder with n8n's rules for community packages; inline exceptions do not count. */
	export function analyzePackage(
		folder: string,
		patterns: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}
