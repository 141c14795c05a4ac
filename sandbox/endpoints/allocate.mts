import { allocationRequest } from '../../enkash/contract/allocation.ts';
import type { AllocationRequest } from '../../enkash/contract/allocation.ts';
import type { Account, Handle, Movement, Transaction } from '../account.mts';
import type { Admitted } from '../admission.mts';
import { refusal, refuse, success } from '../answers.mts';
import type { Answer } from '../answers.mts';
import type { Behaviour } from '../behaviour.mts';
import { isFields } from '../fields.mts';
import type { Fields } from '../fields.mts';
import { toPaise } from '../money.mts';
import { allocationRecord } from '../records.mts';
import { accountOf, read } from '../requests.mts';
import type { Schema } from '../requests.mts';
import type { World } from '../world.mts';

const KNOWN_FIELDS = new Set(allocationRequest.options.flatMap(({ shape }) => Object.keys(shape)));

/** EnKash's page "Create And Allocate Fund To Handle", inferred from that of Rewards. */
export function allocate(world: World, { body, username }: Admitted): Answer {
	const { behaviour } = world;
	const fields = isFields(body) ? body : {};
	const asked = check(fields);
	const amount = toPaise(asked.loadAmount);
	if (amount === undefined) refuse(422, 'loadAmount: rupees with at most two decimals expected');
	const { transactionType: direction, type, uniqueReferenceNumber: reference } = asked;
	if (behaviour.unit !== undefined && !type.endsWith(behaviour.unit)) {
		refuse(422, `type: ${type} is not enabled for this account`);
	}

	const account = accountOf(world, asked);
	const repeated = repeatedAnswer(account, account.committed(reference), behaviour);
	if (repeated !== undefined) return repeated;

	const { known, open } = recipientOf(account, asked, fields);
	const words = account.refusal(known, direction, amount);
	if (words !== undefined) return refusedWith(words, behaviour);
	const handle = known ?? open();
	return move(world, account, { handle, direction, amount, type, reference, by: username });
}

const refusedWith = (words: string, { refused }: Behaviour): Answer =>
	refused?.(words) ?? refusal(200, words);

/** The answer to a reference that was paid before, unless it is paid again. */
function repeatedAnswer(
	account: Account,
	earlier: Transaction | undefined,
	behaviour: Behaviour,
): Answer | undefined {
	if (earlier?.reference === undefined) return undefined;
	const { duplicates, duplicate = duplicates } = behaviour;
	if (duplicate === 'accept') return undefined;
	if (duplicate === 'replay') return answered(account, earlier, behaviour, earlier);
	if (duplicate === 'reject') return refusedWith('Transaction ID already exists.', behaviour);
	return duplicate(earlier.reference);
}

/** Moves the money, now or later or not at all, and answers. */
function move({ behaviour, clock }: World, account: Account, movement: Movement): Answer {
	const { commits = 0, timeScale } = behaviour;
	if (commits === 'never') {
		const failed = account.record({ ...movement, status: 'FAILED' });
		return answered(account, movement, behaviour, failed);
	}
	if (commits === 0) return answered(account, movement, behaviour, account.commit(movement));
	const { handle, direction, amount } = movement;
	clock.later(commits * timeScale, () => {
		if (account.refusal(handle, direction, amount) === undefined) account.commit(movement);
	});
	return answered(account, movement, behaviour);
}

const answered = (
	account: Account,
	movement: Movement,
	{ allocated = success }: Behaviour,
	made?: Transaction,
): Answer => allocated(allocationRecord(account, movement, made));

function check(fields: Fields): AllocationRequest {
	const asked = read(jobOf(fields), inBothSpellings(fields));
	const strange = Object.keys(fields).find((name) => !KNOWN_FIELDS.has(name));
	if (strange !== undefined) refuse(422, `${strange}: no such field`);
	if (asked.uniqueReferenceNumber !== asked.uniqueReferenceNum) {
		refuse(422, 'uniqueReferenceNumber and uniqueReferenceNum disagree');
	}
	return asked;
}

/** Which of the path's three jobs is meant: the direction tells, and whether a handle is named. */
function jobOf(fields: Fields): Schema<AllocationRequest> {
	const jobs = allocationRequest.options;
	const fitting = jobs.filter(
		({ shape }) => shape.transactionType.safeParse(fields.transactionType).success,
	);
	const possible = fitting.length > 0 ? fitting : jobs;
	const namesHandle = 'enkashCardId' in fields;
	const asNamed = possible.find(({ shape }) => 'enkashCardId' in shape === namesHandle);
	return asNamed ?? possible[0] ?? allocationRequest;
}

/** The pages send the reference under one name or the other; either will do. */
function inBothSpellings(fields: Fields): Fields {
	const { uniqueReferenceNumber: long, uniqueReferenceNum: short } = fields;
	return { ...fields, uniqueReferenceNumber: long ?? short, uniqueReferenceNum: short ?? long };
}

/** Whom the money is for: a handle that is there, or else how to open one. */
interface Recipient {
	readonly known: Handle | undefined;
	readonly open: () => Handle;
}

function recipientOf(account: Account, asked: AllocationRequest, fields: Fields): Recipient {
	if ('enkashCardId' in asked) {
		const handle = namedHandle(account, asked.enkashCardId, fields);
		return { known: handle, open: () => handle };
	}
	return { known: account.handleOf(asked), open: () => account.open(asked) };
}

/** With a handle, e-mail and mobile are optional and only checked against it. */
function namedHandle(account: Account, id: string, { email, mobile }: Fields): Handle {
	const handle = account.handle(id) ?? refuse(404, `Card not found for enkashCardId: ${id}`);
	if (email !== undefined && email !== handle.email) refuse(422, 'email: not of this handle');
	if (mobile !== undefined && mobile !== handle.mobile) refuse(422, 'mobile: not of this handle');
	return handle;
}
