import { type Condition } from '../../conditions/condition.ts';
import { type ConditionMemory, type Evaluation, NO_MEMORY, evaluate } from '../../conditions/evaluate.ts';
import { type ConditionFacts } from '../../conditions/facts.ts';
import { parseCondition } from '../../conditions/parse-condition.ts';
import { type ScriptVerdict } from '../../execution/script-port.ts';
import { type LineId } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/invariant.ts';
import { conditionFacts } from './condition-facts.ts';
import { type ExitLook } from '../decide/decide-exit.ts';
import { exitKey } from '../exit.ts';
import { type Surroundings } from '../decide/decision.ts';
import { type OmsState } from '../state/state.ts';

/**
 * Looks at the conditions of lines and exits, once for each input that may change something for them, and remembers how long their
 * `for`s have held.
 *
 * That memory is the only thing beside the journal that a decision rests on. It is a function of the day's inputs, so a
 * day that is run again comes by it again; where the market cannot be played again (a live broker), a restart begins
 * every `for` anew, and what it kept from being sent goes out later, never sooner.
 */
export class ConditionWatch {
  readonly #conditions = new Map<string, Condition>();
  readonly #memories = new Map<string, { readonly text: string; readonly memory: ConditionMemory }>();

  /** Null: the line has no condition, or is no line any more. */
  look(state: OmsState, id: LineId, around: Surroundings): Evaluation | null {
    const line = state.lines.get(id);
    const text = line?.condition ?? null;
    if (line === undefined || text === null) return null;
    return this.#remember(id, text, conditionFacts(state, line, around));
  }

  /** What the condition of an exit says of a holding. */
  lookAtHolding(state: OmsState, { exit, held }: ExitLook, around: Surroundings): Evaluation {
    return this.#remember(exitKey({ exit: exit.name, ...held }), exit.condition, conditionFacts(state, held, around));
  }

  /**
   * The same condition again, once its scripts have answered. How long its `for`s have held was measured at the look
   * before, which a day that is run again takes at the same moments; answers may come at others.
   */
  judge(state: OmsState, id: LineId, around: Surroundings, verdicts: readonly ScriptVerdict[]): Evaluation | null {
    const line = state.lines.get(id);
    const text = line?.condition ?? null;
    if (line === undefined || text === null) return null;
    const known = this.#memories.get(id);
    const script = (name: string): boolean | null => verdicts.find((verdict) => verdict.script === name)?.holds ?? null;
    const facts = { ...conditionFacts(state, line, around), script };
    return evaluate(this.#conditionOf(text), facts, known?.text === text ? known.memory : NO_MEMORY);
  }

  #remember(key: string, text: string, facts: ConditionFacts): Evaluation {
    const known = this.#memories.get(key);
    const evaluation = evaluate(this.#conditionOf(text), facts, known?.text === text ? known.memory : NO_MEMORY);
    this.#memories.set(key, { text, memory: evaluation.memory });
    return evaluation;
  }

  #conditionOf(text: string): Condition {
    const known = this.#conditions.get(text);
    if (known !== undefined) return known;
    const parsed = parseCondition(text);
    invariant(parsed.ok, `a condition that was accepted can be read: ${text}`);
    this.#conditions.set(text, parsed.value);
    return parsed.value;
  }
}
