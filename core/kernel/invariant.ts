/**
 * A rule of the house that must never be false was false.
 *
 * Expected outcomes are `Result` values; this error is for the others. Whoever catches it at the top of an account's
 * loop halts that account: a wrong state is never traded on.
 */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Throws an {@link InvariantError} with `message` unless `condition` holds. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** For the `default` of an exhaustive `switch`: fails to compile when a case is missing, throws when one slips through. */
export function unreachable(value: never): never {
  throw new InvariantError(`unexpected value: ${JSON.stringify(value)}`);
}
