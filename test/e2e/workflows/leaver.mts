import { expect, it } from '@jest/globals';
import type { Office } from '../../support/office.mts';
import { moveIn } from '../../support/ready-workflow.mts';
import { withTheForm } from './form.mts';
import type { OpenForm } from './form.mts';

const PERSON = 'Mobile number, e-mail or handle ID';

export function takesBackFromALeaver(at: () => Office): void {
	const useTheForm = async <T,>(work: (form: OpenForm) => Promise<T>): Promise<T> => {
		const id = await moveIn(at(), 'leaver.json', { hrEmail: 'hr@example.com' });
		return await withTheForm(at(), id, 'somebody-leaves', work);
	};
	/** Names a person, and decides; yields what the last page says. */
	const goThrough = async ({ url, visitor }: OpenForm, person: string, decision: string) => {
		const page = await visitor.visit(url);
		await page.submit({ [PERSON]: person }, /has ₹/);
		const question = await page.text();
		await page.submit({ Decision: decision }, /^(Done|Nothing was taken back)$/);
		const end = await page.text();
		await page.close();
		return { question, end };
	};
	const handleAt = async (index: number) => {
		const { handles } = await at().enKash.account();
		const handle = handles[index];
		if (handle === undefined) throw new Error(`No handle ${index}`);
		return handle;
	};

	it('takes everything back once it is confirmed, and tells HR', async () => {
		const before = await handleAt(0);
		const { end, question } = await useTheForm(
			async (form) => await goThrough(form, before.mobile, 'Take everything back'),
		);
		const after = await handleAt(0);
		const [mail] = at().services.gmail.mails;

		expect(question).toContain(before.firstName);
		expect(question).toContain(`has ₹${before.otbBalance}`);
		expect(end).toMatch(/^Done\s/);
		expect(after.otbBalance).toBe(0);
		expect(mail).toMatchObject({ to: [{ address: 'hr@example.com' }] });
		expect(mail?.subject).toMatch(/ leaves: petty cash$/);
		expect(mail?.text).toMatch(/withdrawal/i);
		expect((await at().enKash.account()).invariantOk).toBe(true);
	});

	it('leaves everything where it is when nobody confirms it', async () => {
		const before = await handleAt(1);
		const { end } = await useTheForm(
			async (form) => await goThrough(form, before.enKashCardId, 'Leave it'),
		);

		expect(end).toMatch(/^Nothing was taken back\s+Everything stays on the handle/);
		expect(await handleAt(1)).toEqual(before);
		expect(at().services.gmail.mails).toEqual([]);
	});

	it('says that nobody has that number', async () => {
		const said = await useTheForm(async ({ url, visitor }) => {
			const page = await visitor.visit(url);
			await page.submit({ [PERSON]: '9699999999' }, 'Nothing was taken back');
			const text = await page.text();
			await page.close();
			return text;
		});

		expect(said).toMatch(/9699999999|96999/);
		expect((await at().enKash.account()).transactions).toHaveLength(6);
	});
}
