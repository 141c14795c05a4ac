import type { IDataObject } from 'n8n-workflow';
import { visible } from '../../../enkash/text.ts';

/** A field that no item has, and the one that may be meant. */
export interface UnknownField {
	readonly name: string;
	readonly lookalike?: string;
	/** The two differ only by what cannot be seen. */
	readonly isInvisible?: boolean;
}

const spaced = (name: string) => visible(name).replace(/\s+/g, ' ');
const folded = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');

/** The names of the fields that items have. Header rows bring marks along that nobody sees. */
export class FieldNames {
	private readonly names: ReadonlySet<string>;

	constructor(items: readonly IDataObject[]) {
		this.names = new Set(items.flatMap((item) => Object.keys(item)));
	}

	has(name: string): boolean {
		return this.names.has(name);
	}

	/** What can be said of a field that is not there. */
	unknown(name: string): UnknownField {
		const names = [...this.names];
		const same = names.find((other) => spaced(other) === spaced(name));
		if (same !== undefined) return { name, lookalike: same, isInvisible: true };
		const lookalike = names.find((other) => folded(spaced(other)) === folded(spaced(name)));
		return lookalike === undefined ? { name } : { name, lookalike };
	}
}
