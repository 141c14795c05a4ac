import type { Locator, Page } from 'playwright-core';
import { CredentialForm } from './credential-form.mts';

/** A step of a workflow, opened: its parameters, and what it put out. */
export class StepView {
	readonly #page: Page;
	readonly #view: Locator;
	readonly #output: Locator;

	constructor(page: Page) {
		this.#page = page;
		this.#view = page.getByTestId('ndv');
		this.#output = page.getByTestId('output-panel');
	}

	async waitFor(): Promise<void> {
		await this.#view.waitFor();
		await this.#view.getByTestId('node-parameters').waitFor();
	}

	/** Drags the parameters to the left, so that the output has room. */
	async widenOutput(): Promise<void> {
		const handle = await this.#view.getByTestId('panel-drag-button').boundingBox();
		if (handle === null) throw new Error('The parameters of this step cannot be dragged');
		const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
		await this.#page.mouse.move(x, y);
		await this.#page.mouse.down();
		await this.#page.mouse.move(x - 400, y, { steps: 10 });
		await this.#page.mouse.up();
	}

	async close(): Promise<void> {
		await this.#view.getByTestId('ndv-close-button').click();
		await this.#view.waitFor({ state: 'hidden' });
	}

	/** Opens the form of a new credential, as one does where none exists yet. */
	async newCredential(): Promise<CredentialForm> {
		await this.#view.getByTestId('node-credentials-empty-state').getByRole('button').click();
		return await CredentialForm.opened(this.#page);
	}

	/** Opens the form of the credential that the step uses. */
	async editCredential(): Promise<CredentialForm> {
		await this.#view.getByTestId('credential-edit-button').click();
		return await CredentialForm.opened(this.#page);
	}

	/** The credential that the step uses, by its name. */
	async credential(): Promise<string> {
		return await this.#view.getByTestId('node-credentials-select').locator('input').inputValue();
	}

	/** Types into a parameter. */
	async fill(parameter: string, value: string): Promise<void> {
		await this.#parameter(parameter).locator('input').fill(value);
	}

	async choose(parameter: string, option: string): Promise<void> {
		await this.#parameter(parameter).click();
		await this.#page.getByRole('option', { name: option, exact: true }).click();
	}

	/** Opens the list of a parameter that is picked from one; yields what it offers. */
	async openList(parameter: string): Promise<string[]> {
		await this.#parameter(parameter).getByTestId('rlc-input').click();
		await this.#items().nth(1).waitFor();
		return await this.#items().allInnerTexts();
	}

	/** Searches the open list for a word of the labels; yields what it finds. */
	async searchList(word: string): Promise<string[]> {
		const named = new RegExp(word, 'i');
		const answered = this.#page.waitForResponse(/resource-locator-results/);
		await this.#page.getByTestId('rlc-search').filter({ visible: true }).fill(word);
		await answered;
		// What is chosen at the moment stays in the list; all other rows have to match.
		const others = this.#items().filter({ hasNotText: named });
		await others.nth(1).waitFor({ state: 'detached' });
		const found = this.#items().filter({ hasText: named });
		await found.first().waitFor();
		return await found.allInnerTexts();
	}

	async pick(label: string): Promise<void> {
		await this.#items().filter({ hasText: label }).first().click();
	}

	/** Runs the step, and those before it, to the end. */
	async execute(): Promise<void> {
		const started = this.#page.waitForResponse(
			(response) => response.request().method() === 'POST' && response.url().endsWith('/run'),
		);
		await this.#view.getByTestId('node-execute-button').click();
		await started;
		const succeeded = this.#output.getByTestId('node-run-status-success');
		const failed = this.#output.getByTestId('node-run-status-danger');
		await succeeded.or(failed).waitFor();
	}

	/** The output as the table shows it: a record per row, by column. */
	async table(): Promise<Array<Record<string, string>>> {
		await this.#output.getByTestId('radio-button-table').click();
		await this.#output.locator('tbody td').first().waitFor();
		const columns = await this.#output.locator('thead th').allInnerTexts();
		const rows = await this.#output.locator('tbody tr').all();
		return await Promise.all(
			rows.map(async (row) => {
				const cells = await row.locator('td').allInnerTexts();
				return Object.fromEntries(
					columns.flatMap((column, index) => (column.trim() ? [[column, cells[index] ?? '']] : [])),
				);
			}),
		);
	}

	/** What the step says above its output. */
	async hint(): Promise<string> {
		return (await this.#output.getByTestId('node-hint').innerText()).trim();
	}

	/** The error that the step ended with, as it is shown. */
	async failure(): Promise<{ message: string; description: string }> {
		return {
			message: await this.#output.getByTestId('node-error-message').innerText(),
			description: await this.#output.getByTestId('node-error-description').innerText(),
		};
	}

	#parameter(name: string): Locator {
		return this.#view.getByTestId(`parameter-input-${name}`);
	}

	#items(): Locator {
		return this.#page.getByTestId('rlc-item').filter({ visible: true });
	}
}
