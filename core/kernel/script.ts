import { type Nominal } from './units.ts';

/** Names a script of the user's own: its file name without the ending. */
export type ScriptId = Nominal<string, 'ScriptId'>;

/** What the user set for one use of a script. */
export type ScriptParams = Readonly<Record<string, null | boolean | number | string>>;

/** Words and digits with hyphens between them: safe as a file name, and readable within a condition. */
const NAME = /^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/;
const LONGEST_NAME = 64;

export function isScriptId(text: string): text is ScriptId {
  return text.length <= LONGEST_NAME && NAME.test(text);
}
