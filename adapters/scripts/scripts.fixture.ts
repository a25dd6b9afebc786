import { readFileSync } from 'node:fs';
import { type ScriptId, type ScriptJson, type ScriptUse } from '../../core/execution/script-port.ts';
import { LoadedScripts } from './loaded-scripts.ts';

export const SCRIPT = 'mine' as ScriptId;

/** One use of the script, as the OMS would keep it. */
export function usage(state: ScriptJson = null, params: ScriptUse['params'] = {}): ScriptUse {
  return { script: SCRIPT, params, state };
}

/** One script, loaded. */
export async function loaded(source: string, name = 'mine.js'): Promise<LoadedScripts> {
  const scripts = new LoadedScripts();
  const result = await scripts.load(SCRIPT, { name, source });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return scripts;
}

/** One of the examples that authors begin with. */
export function example(name: string): string {
  return readFileSync(new URL(`../../resources/scripts/examples/${name}.ts`, import.meta.url), 'utf8');
}
