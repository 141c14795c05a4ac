import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Owner } from '../../scripts/n8n/rest.mts';
import { until } from '../../scripts/until.mts';
import { openBrowser } from './e2e/browser.mts';

/** n8n serves a form a moment after its workflow was published. */
const PUBLISHED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 200;

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const HERE = new Set(['localhost', '127.0.0.1']);

/** A person with a browser who fills in n8n's forms. */
export class FormVisitor {
	readonly #browser: Browser;
	readonly #context: BrowserContext;
	readonly #person: Owner;

	private constructor(browser: Browser, context: BrowserContext, person: Owner) {
		this.#browser = browser;
		this.#context = context;
		this.#person = person;
	}

	/** Somebody who has an account in n8n and has not logged in yet. */
	static async arrive(person: Owner): Promise<FormVisitor> {
		const browser = await openBrowser();
		return new FormVisitor(browser, await contextOf(browser), person);
	}

	async leave(): Promise<void> {
		await this.#browser.close();
	}

	/** What a stranger sees who opens the form. */
	async lookFromOutside(url: string): Promise<string> {
		const outside = await contextOf(this.#browser);
		const page = await open(outside, url);
		await page.locator('input[type=password], form#n8n-form').first().waitFor();
		const text = await page.locator('body').innerText();
		await outside.close();
		return text;
	}

	/** Opens a form that asks for an n8n login, and logs in if need be. */
	async visit(url: string): Promise<FormPage> {
		const page = await open(this.#context, url);
		const password = page.locator('input[type=password]');
		const allow = page.getByRole('button', { name: 'Allow access' });
		const form = page.locator('form#n8n-form');
		await password.or(allow).or(form).first().waitFor();
		if (await password.isVisible()) {
			await page.locator('input[type=email]').fill(this.#person.email);
			await password.fill(this.#person.password);
			await password.press('Enter');
			await allow.or(form).first().waitFor();
		}
		if (await allow.isVisible()) await allow.click();
		await form.waitFor();
		return new FormPage(page);
	}
}

/** A browser without a past. Nothing that it opens loads anything from elsewhere. */
async function contextOf(browser: Browser): Promise<BrowserContext> {
	const context = await browser.newContext();
	await context.route(
		({ hostname }) => !HERE.has(hostname),
		(route) => route.abort(),
	);
	return context;
}

async function open(context: BrowserContext, url: string): Promise<Page> {
	const page = await context.newPage();
	await until(
		async () => (await page.goto(url, { waitUntil: 'domcontentloaded' }))?.status() !== 404,
		{ what: `a form at ${url}`, withinMs: PUBLISHED_WITHIN_MS, everyMs: LOOK_EVERY_MS },
	);
	return page;
}

/** One form after another in the same window. */
export class FormPage {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	/** Everything that can be read on it. */
	async text(): Promise<string> {
		return await this.#page.locator('body').innerText();
	}

	/**
	 * Fills in fields by what is written above them, sends them and waits for the next page.
	 *
	 * @param next what is written on the next page
	 */
	async submit(values: Readonly<Record<string, string>>, next: string | RegExp): Promise<void> {
		for (const [label, value] of Object.entries(values)) {
			const field = this.#page.getByLabel(label);
			const isList = (await field.locator('option').count()) > 0;
			await (isList ? field.selectOption({ label: value }) : field.fill(value));
		}
		await this.#page.locator('#submit-btn').click();
		await this.#page.getByText(next).first().waitFor();
	}

	/** Puts a file into a field. */
	async attach(label: string, name: string, content: Buffer): Promise<void> {
		const mimeType = name.endsWith('.csv') ? 'text/csv' : EXCEL;
		await this.#page.getByLabel(label).setInputFiles({ name, mimeType, buffer: content });
	}

	async close(): Promise<void> {
		await this.#page.close();
	}
}
