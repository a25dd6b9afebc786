import { z } from 'zod';
import { type Result, ok } from '../../../core/kernel/result.ts';
import { type InputProblem } from '../../files/input-problem.ts';
import { readJson } from '../../files/json.ts';

const tokens = z.record(z.string(), z.string());

/** The token of each account, as `kaipan gateway serve` writes them. */
export async function readTokens(file: string): Promise<Result<Readonly<Record<string, string>>, InputProblem>> {
  const read = await readJson(file, tokens);
  return read.ok ? ok(read.value.value) : read;
}
