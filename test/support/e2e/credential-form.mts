import type { Locator, Page } from 'playwright-core';

const MAX_CLICKS = 4;
const ANSWERED_WITHIN_MS = 20_000;

/** The form of a credential, opened. */
export class CredentialForm {
	readonly #page: Page;
	readonly #form: Locator;

	private constructor(page: Page) {
		this.#page = page;
		this.#form = page.getByTestId('editCredential-modal');
	}

	static async opened(page: Page): Promise<CredentialForm> {
		const form = new CredentialForm(page);
		await form.#field('environment').waitFor();
		return form;
	}

	async choose(field: string, option: string): Promise<void> {
		await this.#field(field).click();
		await this.#page.getByRole('option', { name: option, exact: true }).click();
	}

	async fill(fields: Readonly<Record<string, string>>): Promise<void> {
		for (const [name, value] of Object.entries(fields)) {
			await this.#field(name).locator('input').fill(value);
		}
	}

	/**
	 * Saves it, which n8n follows with a test of the connection. Opened from a step, the form closes
	 * when the test was passed.
	 */
	async save(): Promise<void> {
		await Promise.all([this.#tested(), this.#form.getByTestId('credential-save-button').click()]);
	}

	/**
	 * The button that tests the connection once more. n8n takes no click while it still shows a test as
	 * under way, such as the one with which a form opens: then it is clicked again.
	 */
	async test(): Promise<void> {
		const retry = this.#form.getByRole('button', { name: 'Retry' });
		for (let click = 1; ; click++) {
			try {
				await Promise.all([this.#tested(ANSWERED_WITHIN_MS), retry.click()]);
				return;
			} catch (error) {
				if (click === MAX_CLICKS) throw error;
			}
		}
	}

	/** All that the form says, the verdict on the connection at the top of it. */
	async verdict(): Promise<string> {
		const words = /Connection tested successfully|Couldn’t connect with these settings/;
		const verdict = this.#form.getByText(words).filter({ visible: true });
		await verdict.waitFor();
		const more = this.#form.getByText('More details');
		if (await more.isVisible()) await more.click();
		return await this.#form.getByTestId('node-credentials-config-container').innerText();
	}

	/** Waits until no test is under way any more: until then, its button shows that it is. */
	async rested(): Promise<void> {
		await this.#form.getByText('Retry', { exact: true }).waitFor();
	}

	/** Brings a field into sight. */
	async scrollTo(field: string): Promise<void> {
		await this.#field(field).scrollIntoViewIfNeeded();
	}

	async close(): Promise<void> {
		await this.#form.getByRole('button', { name: /close/i }).click();
		await this.closed();
	}

	async closed(): Promise<void> {
		await this.#form.waitFor({ state: 'hidden' });
	}

	/** n8n's answer to the next test of the connection, within so many ms. */
	async #tested(timeout?: number): Promise<void> {
		await this.#page.waitForResponse(/\/rest\/credentials\/test/, {
			...(timeout === undefined ? {} : { timeout }),
		});
	}

	#field(name: string): Locator {
		return this.#form.getByTestId(`parameter-input-${name}`);
	}
}
