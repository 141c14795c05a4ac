import type { Handle } from '../../../enkash/contract/handle.ts';
import type { List, Sent } from '../../../enkash/contract/list.ts';
import { HandleDirectory, isOnePerson } from '../../../enkash/handleDirectory.ts';
import type { Locator } from '../../../enkash/identifiers.ts';
import { locate } from '../../../enkash/recipients.ts';
import { type Result, andThen, succeed } from '../../../enkash/result.ts';
import type { ReadContext } from '../operation.ts';
import { pick } from './selectRecords.ts';

type Handles = List<Handle>;

/** What EnKash sent of a handle that was read. */
const sentOf = ({ data }: Handles, handle: Handle): Result<Sent<Handle>> => {
	const record = data.find(({ canonical }) => canonical === handle);
	return succeed(record ?? { canonical: handle, raw: handle });
};

const firstOf = (records: Result<readonly [Sent<Handle>, ...unknown[]]>) =>
	andThen(records, ([first]) => succeed(first));

/** The one handle that is named. By its id EnKash is asked for it alone. */
export async function findHandle(
	locator: Locator,
	{ cardAccountId, client }: ReadContext,
): Promise<Result<Sent<Handle>>> {
	if (locator.by === 'id') {
		return andThen(await client.handles(cardAccountId, locator.id), (list) =>
			firstOf(
				pick(list, ({ canonical }) => canonical.enKashCardId === locator.id, {
					code: 'no-such-handle',
					data: { handleId: locator.id },
				}),
			),
		);
	}
	return andThen(await client.handles(cardAccountId), (list) =>
		andThen(locate(new HandleDirectory(list), locator), (handle) => sentOf(list, handle)),
	);
}

/** The person who is named, by the first of their handles. */
export async function findUser(
	locator: Locator,
	{ cardAccountId, client }: ReadContext,
): Promise<Result<Sent<Handle>>> {
	return andThen(await client.handles(cardAccountId), (list) => {
		if (locator.by === 'id') {
			return firstOf(
				pick(list, ({ canonical }) => canonical.userId === locator.id, {
					code: 'no-such-user',
					data: { userId: locator.id },
				}),
			);
		}
		const directory = new HandleDirectory(list);
		const handles =
			locator.by === 'mobile'
				? directory.byMobile(locator.mobile)
				: directory.byEmail(locator.email);
		const [first] = handles;
		if (first && isOnePerson(handles)) return sentOf(list, first);
		return andThen(locate(directory, locator), (handle) => sentOf(list, handle));
	});
}
