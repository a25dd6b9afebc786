import { readFileSync } from 'node:fs';
import { type ScriptState, type ScriptUse } from '../../core/execution/script-port.ts';
import { type ScriptId } from '../../core/kernel/script.ts';
import { LoadedScripts } from './loaded-scripts.ts';
import { scriptText } from './script-text.ts';

export const SCRIPT = 'mine' as ScriptId;

/** One use of the script, as the OMS would keep it. */
export function usage(state: unknown = null, params: ScriptUse['params'] = {}): ScriptUse {
  return { script: SCRIPT, params, state: remembered(state) };
}

/** A state as the OMS keeps it. */
export function remembered(state: unknown): ScriptState {
  return JSON.stringify(state) as ScriptState;
}

/** One script, loaded. */
export async function loaded(source: string, name = 'mine.js'): Promise<LoadedScripts> {
  const scripts = new LoadedScripts();
  scripts.load(scriptText(SCRIPT, name, source));
  const result = await scripts.open(SCRIPT);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return scripts;
}

/** One of the examples that authors begin with. */
export function example(name: string): string {
  return readFileSync(new URL(`../../resources/scripts/examples/${name}.ts`, import.meta.url), 'utf8');
}
