import type { Failure } from './failures/failure.ts';

/** What a call of the core returns: the value, or why there is none. The core throws nothing. */
export type Result<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly failure: Failure };

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = <T = never>(failure: Failure): Result<T> => ({ ok: false, failure });

/** Continues with the value of a result, or passes its failure on. */
export const andThen = <T, U>(result: Result<T>, next: (value: T) => Result<U>): Result<U> =>
	result.ok ? next(result.value) : result;
