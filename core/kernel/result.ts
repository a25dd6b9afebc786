/** An expected outcome: the value, or an error that the caller must look at. */
export type Result<T, E> = Ok<T> | Err<E>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}

/** Values that a {@link Refusal} carries, so that a screen can say in any language what was compared with what. */
export type RefusalParams = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Why something was not done: a stable code from a closed set and the numbers behind it.
 * The text is made by whoever shows it, in the reader's language.
 */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly params: RefusalParams;
}

export function refusal<Code extends string>(code: Code, params: RefusalParams = {}): Refusal<Code> {
  return { code, params };
}

/** Shorthand for `err(refusal(code, params))`. */
export function refuse<Code extends string>(code: Code, params: RefusalParams = {}): Err<Refusal<Code>> {
  return err(refusal(code, params));
}
