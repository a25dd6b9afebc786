import { type ScriptQuestion } from '../execution/script-port.ts';
import { type LineId } from '../kernel/ids.ts';
import { type Order } from '../orders/order.ts';
import { type Surroundings } from './decide/decision.ts';
import { type LiveState } from './state/live-state.ts';

/** An answer that took longer than this, in milliseconds of the session, speaks of a market that is gone. */
const LONGEST_ANSWER_MS = 3_000;

interface Asked {
  readonly question: ScriptQuestion;
  readonly orders: readonly (Order | undefined)[];
  readonly at: number;
}

/**
 * The questions that are out, one a line: while the line is as it was, no other is put. Kept beside the journal, for
 * which answers count is settled before they are written.
 */
export class ScriptQuestions {
  readonly #asked = new Map<LineId, Asked>();

  ask(state: LiveState, question: ScriptQuestion, { scripts, now }: Surroundings): void {
    const { id } = question.line;
    const out = this.#asked.get(id);
    if (scripts === undefined || (out !== undefined && isCurrent(state, out, now))) return;
    this.#asked.set(id, { question, orders: ordersOf(state, id), at: now });
    scripts.ask(question);
  }

  forget(): void {
    this.#asked.clear();
  }

  /** Takes a question back; says whether its answer still counts: it is the line's last, and the line is as it was. */
  settle(state: LiveState, question: ScriptQuestion, { now }: Surroundings): boolean {
    const out = this.#asked.get(question.line.id);
    if (out?.question !== question) return false;
    this.#asked.delete(question.line.id);
    return isCurrent(state, out, now);
  }
}

function isCurrent(state: LiveState, { question, orders, at }: Asked, now: number): boolean {
  const { line } = question;
  if (state.lines.get(line.id) !== line || now - at > LONGEST_ANSWER_MS) return false;
  const current = ordersOf(state, line.id);
  return current.length === orders.length && current.every((order, index) => order === orders[index]);
}

function ordersOf(state: LiveState, id: LineId): readonly (Order | undefined)[] {
  return (state.ordersOfLine.get(id) ?? []).map((order) => state.orders.get(order));
}
