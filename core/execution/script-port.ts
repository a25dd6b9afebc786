import { type ConditionFacts } from '../conditions/facts.ts';
import { type Refusal, type Result } from '../kernel/result.ts';
import { type Nominal } from '../kernel/units.ts';
import { type PlanLine } from '../plan/line.ts';
import { type ScriptId, type ScriptParams } from '../kernel/script.ts';
import { type StyleContext, type StyleMove } from './style.ts';

/** What a script's last answer left to be remembered, as JSON text: ours to keep, and not to look into. */
export type ScriptState = Nominal<string, 'ScriptState'>;

/** At first. */
export const NO_STATE = 'null' as ScriptState;

/** One use of a script, with what it left there. */
export interface ScriptUse {
  readonly script: ScriptId;
  readonly params: ScriptParams;
  readonly state: ScriptState;
}

/** Everything that one line asks of scripts at one moment: its conditions, and its style. */
export interface ScriptQuestion {
  readonly line: PlanLine;
  readonly conditions: readonly ScriptUse[];
  /** What the conditions may look at. It changes with the market, so it is read at once. */
  readonly facts: ConditionFacts;
  /** Null: the line's style is none of the user's own. */
  readonly style: { readonly use: ScriptUse; readonly context: StyleContext } | null;
}

/** A script's move: it has no schedule of ours to begin. */
export type ScriptMove = Exclude<StyleMove, { kind: 'start' }>;

/** What a condition said. */
export interface ScriptVerdict {
  readonly script: ScriptId;
  readonly holds: boolean;
  readonly state: ScriptState;
}

/** What a style said. */
export interface ScriptedMove {
  readonly script: ScriptId;
  readonly move: ScriptMove;
  readonly state: ScriptState;
}

/** The answer to a {@link ScriptQuestion}. */
export interface ScriptAnswer {
  readonly verdicts: readonly ScriptVerdict[];
  readonly move: ScriptedMove | null;
}

/** A script that can no longer be asked, and why. */
export interface ScriptFailure {
  readonly script: ScriptId;
  readonly reason: Refusal;
}

export type ScriptOutcome = Result<ScriptAnswer, ScriptFailure>;

/** The text of a script as an account has it. */
export interface ScriptText {
  readonly script: ScriptId;
  /** The file's name, for its ending and for messages. */
  readonly file: string;
  readonly source: string;
  /** SHA-256 of the source, in hexadecimal digits. */
  readonly version: string;
}

/**
 * Where the OMS leaves its questions. It never waits: an answer comes back as an input of its own, like a report of the
 * broker, and never before the call has returned.
 */
export interface ScriptDesk {
  /** From now on the script of this name has this text. */
  load(text: ScriptText): void;
  ask(question: ScriptQuestion): void;
}
