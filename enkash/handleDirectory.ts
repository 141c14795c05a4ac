import type { Handle } from './contract/handle.ts';
import type { List } from './contract/list.ts';
import { foldEmail, foldMobile } from './person.ts';

const add = (index: Map<string, Handle[]>, key: string, handle: Handle) => {
	const others = index.get(key);
	if (others) others.push(handle);
	else index.set(key, [handle]);
};

/** The handles of an account, as EnKash listed them in one answer. */
export class HandleDirectory {
	/** Every handle of the account is here, so that what is not here does not exist. */
	readonly isWhole: boolean;
	private readonly ids = new Map<string, Handle>();
	private readonly mobiles = new Map<string, Handle[]>();
	private readonly emails = new Map<string, Handle[]>();
	private readonly users = new Map<string, Handle[]>();

	/** Without a list: EnKash could not be asked. */
	constructor(list?: List<Handle>) {
		this.isWhole = list !== undefined && !list.isCut && !list.isBare && list.unreadable === 0;
		for (const { canonical: handle } of list?.data ?? []) {
			if (this.ids.has(handle.enKashCardId)) continue;
			this.ids.set(handle.enKashCardId, handle);
			if (handle.mobile) add(this.mobiles, foldMobile(handle.mobile), handle);
			if (handle.email) add(this.emails, foldEmail(handle.email), handle);
			if (handle.userId) add(this.users, handle.userId, handle);
		}
	}

	byId(handleId: string): Handle | undefined {
		return this.ids.get(handleId);
	}

	/** The handles of a person with this mobile, in any of the ways to write it. */
	byMobile(mobile: string): readonly Handle[] {
		return this.mobiles.get(foldMobile(mobile)) ?? [];
	}

	/** The handles of everybody with this e-mail: some companies give many people one. */
	byEmail(email: string): readonly Handle[] {
		return this.emails.get(foldEmail(email)) ?? [];
	}

	byUser(userId: string): readonly Handle[] {
		return this.users.get(userId) ?? [];
	}
}

/** Whether two handles belong to one person. EnKash knows people by mobile. */
export const isSamePerson = (one: Handle, other: Handle): boolean =>
	(one.userId !== undefined && one.userId === other.userId) ||
	(one.mobile !== undefined &&
		other.mobile !== undefined &&
		foldMobile(one.mobile) === foldMobile(other.mobile));
