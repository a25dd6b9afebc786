import { resolve } from 'node:path';
import { type InputProblem, inputProblemText, placed } from '../../adapters/files/input-problem.ts';
import { numberValue } from '../../adapters/files/series.ts';
import { type Result } from '../../core/kernel/result.ts';
import { UsageError } from './failure.ts';
import { type CliIo } from './io.ts';

/** A file read whole, told by the name that the user gave it. @throws UsageError when it is not as it should be. */
export async function readInput<T>(
  file: string,
  read: (path: string) => Promise<Result<T, InputProblem>>,
  io: CliIo,
): Promise<T> {
  const result = await read(resolve(io.cwd, file));
  if (!result.ok) throw new UsageError(inputProblemText(placed(result.error, { file })));
  return result.value;
}

/** An option's number. @throws UsageError naming the option when it is none, or `accepts` says no. */
export function numberOption(
  option: string,
  text: string,
  accepts: (value: number) => boolean,
  expected: string,
): number {
  const number = numberValue(text);
  if (number.ok && accepts(number.value)) return number.value;
  throw new UsageError(`${option}: must be ${expected}, was ${text}`);
}
