import { type ScriptId } from '../kernel/script.ts';
import { type Condition } from './condition.ts';
import { TERMS, termKey } from './terms.ts';

/** The scripts of the user's own that a condition names, each once, in the order of the text. */
export function scriptsIn(condition: Condition): readonly ScriptId[] {
  return [...new Set(allIn(condition))];
}

function allIn(condition: Condition): readonly ScriptId[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands.flatMap(allIn);
    case 'not':
    case 'for':
      return allIn(condition.operand);
    case 'is':
      return isScriptTerm(condition.name) ? [String(condition.argument) as ScriptId] : [];
    case 'compare':
      return [];
  }
}

/** Whether a name is that of the term which asks a script. */
export function isScriptTerm(name: string): boolean {
  return TERMS.get(termKey(name, true))?.argument === 'script';
}
