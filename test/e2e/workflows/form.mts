import type { FormVisitor } from '../../support/form-visitor.mts';
import type { Office } from '../../support/office.mts';

/** A form that can be filled in, and somebody to do it. */
export interface OpenForm {
	readonly visitor: FormVisitor;
	readonly url: string;
}

/** Publishes a workflow with a form, does something with the form, and takes it back. */
export async function withTheForm<T>(
	office: Office,
	workflowId: string,
	path: string,
	work: (form: OpenForm) => Promise<T>,
): Promise<T> {
	await office.rest.activate(workflowId);
	try {
		return await work({ visitor: await office.visitor(), url: `${office.url}/form/${path}` });
	} finally {
		await office.rest.deactivate(workflowId);
	}
}
