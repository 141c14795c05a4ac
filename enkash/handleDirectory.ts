import { type Handle, fullNameOf } from './contract/handle.ts';
import type { List } from './contract/list.ts';
import type { Failure } from './failures/failure.ts';
import { groupBy } from './groupBy.ts';
import { foldMobile, isSameMobile } from './mobile.ts';
import { foldEmail } from './person.ts';
import { foldText } from './text.ts';

/** The handles of an account, as EnKash listed them in one answer. */
export class HandleDirectory {
	/** Every handle of the account is here, so that what is not here does not exist. */
	readonly isWhole: boolean;
	/** Why EnKash sent no list at all. */
	readonly failure?: Failure;
	private readonly ids = new Map<string, Handle>();
	private readonly mobiles: ReadonlyMap<string, readonly Handle[]>;
	private readonly emails: ReadonlyMap<string, readonly Handle[]>;

	/** Without a list: EnKash sent none, for a reason that may be known. */
	constructor(list?: List<Handle>, failure?: Failure) {
		this.failure = failure;
		this.isWhole = list !== undefined && !list.isCut && !list.isBare && list.unreadable === 0;
		for (const { canonical: handle } of list?.data ?? []) {
			if (!this.ids.has(handle.enKashCardId)) this.ids.set(handle.enKashCardId, handle);
		}
		const handles = [...this.ids.values()];
		this.mobiles = groupBy(handles, ({ mobile }) => foldMobile(mobile));
		this.emails = groupBy(handles, ({ email }) => (email ? foldEmail(email) : undefined));
	}

	byId(handleId: string): Handle | undefined {
		return this.ids.get(handleId);
	}

	/** The handles of a person with this mobile, in any of the ways to write it. */
	byMobile(mobile: string): readonly Handle[] {
		return this.mobiles.get(foldMobile(mobile) ?? '') ?? [];
	}

	/** The handles of everybody with this e-mail: some companies give many people one. */
	byEmail(email: string): readonly Handle[] {
		return this.emails.get(foldEmail(email)) ?? [];
	}
}

/**
 * Whether two handles belong to one person. EnKash knows people by its own id and by mobile. Two
 * people may be listed with one mobile: their ids tell them apart or, where one has none, that
 * neither name nor e-mail are the same.
 */
export function isSamePerson(one: Handle, other: Handle): boolean {
	if (one.userId !== undefined && one.userId === other.userId) return true;
	if (!isSameMobile(one.mobile, other.mobile)) return false;
	if (one.userId !== undefined && other.userId !== undefined) return false;
	const areNamesOther = differ(fullNameOf(one), fullNameOf(other), foldText);
	return !(areNamesOther && differ(one.email, other.email, foldEmail));
}

/** Whether both are known, and not the same. */
const differ = (one = '', other = '', fold: (text: string) => string) => {
	const [first, second] = [fold(one), fold(other)];
	return first !== '' && second !== '' && first !== second;
};

/** Whether all of these handles belong to one person: each two of them, since some may lack an id. */
export const isOnePerson = (handles: readonly Handle[]): boolean =>
	handles.every((one, index) =>
		handles.slice(index + 1).every((other) => isSamePerson(one, other)),
	);
