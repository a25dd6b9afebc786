import { readFile } from 'node:fs/promises';
import { parse, resolve } from 'node:path';
import { z } from 'zod';
import { scriptText } from '../../adapters/scripts/script-text.ts';
import { type ScriptText } from '../../core/execution/script-port.ts';
import { type ScriptParams, isScriptId } from '../../core/kernel/script.ts';
import { UsageError } from './failure.ts';
import { type CliIo } from './io.ts';

/** @throws UsageError */
export function paramsOption(text: string): ScriptParams {
  try {
    return z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).parse(JSON.parse(text));
  } catch {
    throw new UsageError(`--params: must be a JSON object of plain values, was ${text}`);
  }
}

/** A script as it lies in its file. @throws UsageError */
export async function scriptFile(file: string, io: CliIo): Promise<ScriptText> {
  const { name, base } = parse(file);
  if (!isScriptId(name)) throw new UsageError(`${file}: a script's name has letters, digits and single hyphens alone`);
  try {
    return scriptText(name, base, await readFile(resolve(io.cwd, file), 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UsageError(`${file}: ${code === 'ENOENT' ? 'not found' : `cannot be read (${code})`}`);
  }
}
