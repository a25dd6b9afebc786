import { NO_STATE, type ScriptMove, type ScriptText, type ScriptUse } from '../../core/execution/script-port.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type ScriptParams } from '../../core/kernel/script.ts';
import { LoadedScripts } from './loaded-scripts.ts';
import { type ScriptProblem } from './problem.ts';
import { type RehearsedStep, rehearseCondition, rehearseStyle } from './rehearsal.ts';

/** What a script did on an invented day. */
export interface Rehearsal {
  readonly kind: 'style' | 'condition';
  readonly steps: readonly RehearsedStep<ScriptMove | boolean>[];
  readonly logs: readonly string[];
}

/** Loads a text and puts it through the invented day, in a thread of its own. The first error ends it. */
export async function rehearse(text: ScriptText, params: ScriptParams): Promise<Result<Rehearsal, ScriptProblem>> {
  const logs: string[] = [];
  const scripts = new LoadedScripts((lines) => logs.push(...lines));
  try {
    scripts.load(text);
    const opened = await scripts.open(text.script);
    if (!opened.ok) return opened;
    const use: ScriptUse = { script: text.script, params, state: NO_STATE };
    const isStyle = opened.value.entry === 'nextMove';
    const steps = isStyle ? await rehearseStyle(scripts, use) : await rehearseCondition(scripts, use);
    return steps.ok ? ok({ kind: isStyle ? 'style' : 'condition', steps: steps.value, logs }) : err(steps.error);
  } finally {
    await scripts.close();
  }
}
