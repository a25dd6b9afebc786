import { z } from 'zod';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { NOWHERE, type ScriptProblem, problem } from './problem.ts';

const stripped = z.object({ code: z.string() });
const refused = z.object({ message: z.string(), startLine: z.number(), startColumn: z.number() });

/**
 * TypeScript without its types, each replaced by blanks, so that every line and column stays where the user has it.
 * Syntax that is more than types (enums, namespaces) is refused, as Node refuses it.
 */
export async function stripTypes(script: string, source: string): Promise<Result<string, ScriptProblem>> {
  // Large, and not needed for JavaScript.
  const { transformSync } = await import('amaro');
  try {
    return ok(stripped.parse(transformSync(source, { mode: 'strip-only' })).code);
  } catch (error) {
    const known = refused.safeParse(error);
    if (!known.success) return err(problem('script.syntax', script, String(error), NOWHERE));
    const { message, startLine, startColumn } = known.data;
    return err(problem('script.syntax', script, message, { line: startLine, column: startColumn + 1 }));
  }
}
