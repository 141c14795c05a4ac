import { expect, it } from '@jest/globals';
import type { Office } from '../../support/office.mts';
import { moveIn } from '../../support/ready-workflow.mts';
import { withTheForm } from './form.mts';
import type { OpenForm } from './form.mts';

const PRIYA = {
	'First name': 'प्रिया 🎉',
	Title: 'Ms',
	Gender: 'Female',
	'E-mail': 'priya.new@example.com',
	'Mobile number': '+91 96100 00009',
};

async function fillIn(
	{ url, visitor }: OpenForm,
	values: Readonly<Record<string, string>>,
): Promise<string> {
	const page = await visitor.visit(url);
	await page.submit(values, /paid/i);
	const text = await page.text();
	await page.close();
	return text;
}

export function welcomesANewJoiner(at: () => Office): void {
	const useTheForm = async <T,>(work: (form: OpenForm) => Promise<T>): Promise<T> => {
		const id = await moveIn(at(), 'new-joiner-welcome.json');
		return await withTheForm(at(), id, 'welcome-a-new-joiner', work);
	};

	it('shows the form to nobody who has not logged in', async () => {
		const text = await useTheForm(async ({ url, visitor }) => await visitor.lookFromOutside(url));

		expect(text).toContain('Sign in');
		expect(text).not.toContain('First name');
	});

	it('pays once, however often the form is sent', async () => {
		const [first, second] = await useTheForm(async (form) => [
			await fillIn(form, PRIYA),
			await fillIn(form, { ...PRIYA, 'Mobile number': '9610000009' }),
		]);
		const { commits, handles, invariantOk } = await at().enKash.account();

		expect(first).toMatch(/^Welcome reward\s+प्रिया 🎉 was paid \(₹1,000.00\)\./);
		expect(second).toMatch(/^Welcome reward\s+Nothing was paid now\. प्रिया 🎉 was already paid/);
		expect(commits['WELCOME-9610000009']).toBe(1);
		expect(handles.at(-1)).toMatchObject({ firstName: 'प्रिया 🎉', otbBalance: 1000 });
		expect(invariantOk).toBe(true);
	});

	it('says on the form why it did not go through', async () => {
		const wrong = { ...PRIYA, 'First name': '<b>Priya</b>', 'Mobile number': '12345' };
		const page = await useTheForm(async (form) => await fillIn(form, wrong));

		expect(page).toMatch(/"12345" is not an Indian mobile number/);
		expect(page).not.toMatch(/was paid \(/);
		expect((await at().enKash.account()).transactions).toHaveLength(6);
	});
}
