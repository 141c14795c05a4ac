import type { Page } from 'playwright-core';
import type { Owner } from '../../../scripts/n8n/rest.mts';
import { StepView } from './step-view.mts';

/** n8n's editor in a browser, as a person uses it. */
export class Editor {
	readonly page: Page;
	/** What opens when a step is opened. */
	readonly step: StepView;
	readonly #url: string;

	/** @param url of the n8n */
	constructor(page: Page, url: string) {
		this.page = page;
		this.step = new StepView(page);
		this.#url = url;
	}

	async logIn({ email, password }: Owner): Promise<void> {
		await this.page.goto(`${this.#url}/signin`);
		await this.page.locator('input[name=emailOrLdapLoginId]').fill(email);
		await this.page.locator('input[name=password]').fill(password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.getByTestId('universal-add').first().waitFor();
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.#url}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.#url}/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Opens the panel of all nodes and searches it; yields the names of what it finds. */
	async searchNodes(words: string): Promise<string[]> {
		const first = this.page.getByTestId('canvas-plus-button');
		const further = this.page.getByTestId('node-creator-plus-button');
		await first.or(further).first().click();
		await this.page.getByTestId('node-creator-search-bar').fill(words);
		const found = this.page.getByTestId('node-creator-item-name').filter({ hasText: words });
		await found.first().waitFor();
		return await found.allInnerTexts();
	}

	/** Opens what the panel found under that name, and yields the triggers and actions it offers. */
	async openInPanel(node: string): Promise<string[]> {
		const items = this.page.getByTestId('node-creator-item-name');
		await items.filter({ hasText: node }).first().click();
		const actions = this.page.getByText(/^Actions \(\d+\)$/);
		await actions.waitFor();
		if ((await this.page.getByText('Get account').count()) === 0) await actions.click();
		await this.page.getByText('Get account').waitFor();
		return await items.allInnerTexts();
	}

	/** Chooses an action of the panel; the new step opens. */
	async addAction(action: string): Promise<void> {
		await this.page.getByText(action, { exact: true }).click();
		await this.step.waitFor();
	}

	async openStep(name: string): Promise<void> {
		await this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
		await this.step.waitFor();
	}

	/** What stands under the steps on the canvas: their names and subtitles. */
	async captions(): Promise<string[]> {
		const captions = this.page.getByTestId('canvas-node').filter({ visible: true });
		return await captions.allInnerTexts();
	}

	/** Runs the workflow to its end. */
	async executeWorkflow(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
		await this.page.getByTestId('clear-execution-data-button').waitFor();
	}

	/** Makes the whole workflow fit in the window, above the button that runs it. */
	async showAll(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		await this.page.locator('.vue-flow__pane').hover({ position: { x: 60, y: 60 } });
		await this.page.mouse.wheel(0, 45);
	}

	/** Takes away the messages that pop up at the corner. */
	async closeMessages(): Promise<void> {
		const closers = this.page.locator('.el-notification__closeBtn');
		while ((await closers.count()) > 0) {
			await closers.first().click();
			await closers
				.first()
				.waitFor({ state: 'detached', timeout: 2_000 })
				.catch(() => undefined);
		}
	}
}
