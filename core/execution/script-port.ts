import { type Refusal, type Result } from '../kernel/result.ts';
import { type Nominal } from '../kernel/units.ts';
import { type ConditionFacts } from '../conditions/facts.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type StyleContext, type StyleMove } from './style.ts';

/** Names a script of the user's own. */
export type ScriptId = Nominal<string, 'ScriptId'>;

/** What may pass between us and a script. */
export type ScriptJson = null | boolean | number | string | readonly ScriptJson[] | { readonly [key: string]: ScriptJson };

/** What the user set for one use of a script, and what the script's last answer there left to be remembered. */
export interface ScriptUse {
  readonly script: ScriptId;
  readonly params: Readonly<Record<string, ScriptJson>>;
  /** Null at first. */
  readonly state: ScriptJson;
}

/** An answer, and the state to be given back with the next question. */
export interface ScriptAnswer<T> {
  readonly answer: T;
  readonly state: ScriptJson;
}

/**
 * The user's own styles and conditions, as the OMS asks them: at once, by value, the same question always with the same
 * answer. An error means that the script is stopped and stays so; its lines are to be paused with it as their reason.
 *
 * One error has no cause in the question: `script.stalled`, the wall clock's last resort. Whoever asks journals that a
 * script was stopped, so that a day which is run again stops it at the same step instead of asking.
 */
export interface Scripts {
  nextMove(use: ScriptUse, context: StyleContext): Result<ScriptAnswer<StyleMove>, Refusal>;
  holds(use: ScriptUse, instrument: InstrumentId, facts: ConditionFacts): Result<ScriptAnswer<boolean>, Refusal>;
}
