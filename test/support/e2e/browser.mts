import { access } from 'node:fs/promises';
import { chromium, selectors } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

/** Debian's; another one is named in the environment variable `CHROMIUM`. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** The size that pictures are taken at. */
const VIEWPORT = { width: 1280, height: 800 };

/** Whatever a page waits for; n8n's editor takes its time on a busy machine. */
const PATIENCE_MS = 60_000;

/**
 * Starts Chromium without a window, on a profile of its own that is removed again.
 *
 * @throws {Error} a sentence that says how to get it, when there is none
 */
export async function openBrowser(): Promise<Browser> {
	await access(CHROMIUM).catch(() => {
		throw new Error(
			`There is no browser at ${CHROMIUM}: install it (on Debian and Ubuntu: ` +
				'apt-get install chromium), or name another Chromium in CHROMIUM.',
		);
	});
	return await chromium.launch({ executablePath: CHROMIUM, headless: true, args: QUIET });
}

/** A page with no memory of any other, in light colours. */
export async function openPage(browser: Browser): Promise<Page> {
	selectors.setTestIdAttribute('data-test-id');
	const page = await browser.newPage({ viewport: VIEWPORT, colorScheme: 'light' });
	page.setDefaultTimeout(PATIENCE_MS);
	return page;
}
