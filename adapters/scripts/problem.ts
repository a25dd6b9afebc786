import { type Refusal } from '../../core/kernel/result.ts';

/**
 * What can be wrong with a script, in one closed set.
 *
 * `syntax`: cannot be read as TypeScript or JavaScript. `import`: of something other than `kaipan`. `noEntry`: exports
 * neither `nextMove` nor `holds`, or both, or not the one that was asked for. `budget`: more steps than a call may take.
 * `stalled`: no sign of life for so long that its thread was ended. `crashed`: the engine itself broke. `answer`: what it
 * answered is none. `tooLarge`: asked or told more than fits. `unknown`: no script of that name is loaded.
 */
export const SCRIPT_PROBLEMS = [
  'script.syntax',
  'script.import',
  'script.noEntry',
  'script.threw',
  'script.budget',
  'script.memory',
  'script.stack',
  'script.stalled',
  'script.crashed',
  'script.answer',
  'script.tooLarge',
  'script.unknown',
] as const;
export type ScriptProblemCode = (typeof SCRIPT_PROBLEMS)[number];

/** Why a script is stopped: what, and where in the user's source when that is known. Lines and columns count from 1. */
export interface ScriptProblem extends Refusal<ScriptProblemCode> {
  readonly params: {
    readonly script: string;
    /** In English, from the engine or from us. */
    readonly message: string;
    readonly line: number | null;
    readonly column: number | null;
  };
}

export interface Place {
  readonly line: number | null;
  readonly column: number | null;
}

export const NOWHERE: Place = { line: null, column: null };

export function problem(code: ScriptProblemCode, script: string, message: string, { line, column }: Place = NOWHERE): ScriptProblem {
  return { code, params: { script, message, line, column } };
}

/** `chaser.ts:12:5: script.threw: no such level`, as compilers write it. */
export function problemText({ code, params: { script, message, line, column } }: ScriptProblem): string {
  const place = line === null ? '' : `:${line}${column === null ? '' : `:${column}`}`;
  return `${script}${place}: ${message} (${code})`;
}
