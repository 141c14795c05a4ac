import { allocationRequest } from '../../enkash/contract/allocation.ts';
import type { AllocationRequest } from '../../enkash/contract/allocation.ts';
import type { Account, Handle, Transaction } from '../account.mts';
import type { Admitted } from '../admission.mts';
import { refuse, success } from '../answers.mts';
import { isFields } from '../fields.mts';
import type { Fields } from '../fields.mts';
import { toPaise } from '../money.mts';
import { allocationRecord } from '../records.mts';
import { accountOf, read } from '../requests.mts';
import type { Schema } from '../requests.mts';
import type { World } from '../world.mts';

const KNOWN_FIELDS = new Set(allocationRequest.options.flatMap(({ shape }) => Object.keys(shape)));

/** Create And Allocate Fund To Handle (contract, section 4.1). */
export function allocate(world: World, { body }: Admitted) {
	const fields = isFields(body) ? body : {};
	const asked = check(fields);
	const amount = toPaise(asked.loadAmount);
	if (amount === undefined) refuse(422, 'loadAmount: rupees with at most two decimals expected');

	const account = accountOf(world, asked);
	const reference = asked.uniqueReferenceNumber;
	const earlier = account.committed(reference);
	if (earlier && world.settings.duplicates === 'reject') {
		refuse(200, 'Transaction ID already exists.');
	}
	if (earlier && world.settings.duplicates === 'replay') return answer(world, account, earlier);

	const { transactionType: direction, type } = asked;
	const { known, open } = recipientOf(account, asked, fields);
	const refusal = account.refusal(known, direction, amount);
	if (refusal !== undefined) refuse(200, refusal);
	const handle = known ?? open();
	return answer(world, account, account.commit({ handle, direction, amount, type, reference }));
}

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

function answer({ settings }: World, account: Account, transaction: Transaction) {
	const { pgReferenceNumber, ...told } = allocationRecord(account, transaction);
	if (settings.echoReference === false) return success(told);
	const isWrong = settings.echoReference === 'wrong';
	return success({ ...told, pgReferenceNumber: isWrong ? 'NOT-YOURS' : pgReferenceNumber });
}
