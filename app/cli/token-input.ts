import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTokens } from '../../adapters/brokers/gateway/token-file.ts';
import { UsageError } from './failure.ts';
import { type CliIo } from './io.ts';
import { readInput } from './series-input.ts';

/** The secret that `--token-file` has under a name. @throws UsageError when it has none. */
export async function readToken(file: string, name: string, io: CliIo): Promise<string> {
  const token = (await readInput(file, readTokens, io))[name];
  if (token === undefined) throw new UsageError(`--token-file: ${file} has no token of ${name}`);
  return token;
}

/** The certificate or key in a file. @throws UsageError when it cannot be read. */
export function pemOption(option: string, file: string, io: CliIo): string {
  try {
    return readFileSync(resolve(io.cwd, file), 'utf8');
  } catch (error) {
    throw new UsageError(`${option}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
