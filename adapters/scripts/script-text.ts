import { createHash } from 'node:crypto';
import { type ScriptText } from '../../core/execution/script-port.ts';
import { type ScriptId } from '../../core/kernel/script.ts';

/** A source with what tells it from every other. */
export function scriptText(script: ScriptId, file: string, source: string): ScriptText {
  return { script, file, source, version: createHash('sha256').update(source).digest('hex') };
}
