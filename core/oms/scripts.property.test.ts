import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ScriptMove, type ScriptQuestion, type ScriptState } from '../execution/script-port.ts';
import { type StyleContext } from '../execution/style.ts';
import { withdraw } from '../execution/withdraw.ts';
import { err, ok, refusal } from '../kernel/result.ts';
import { type ScriptId } from '../kernel/script.ts';
import { type EpochMs, atTime, timeOfDay } from '../kernel/time.ts';
import { quantity } from '../kernel/units.ts';
import { isFinal, leaves } from '../orders/order.ts';
import { DEFAULT_CONFIG, type TradingConfig } from './config.ts';
import { DATE, Desk, MIDEA, yuan } from './desk.fixture.ts';
import { answer } from './random-style.fixture.ts';
import { rebuild } from './state/rebuild.ts';

const SCRIPT = 'mine' as ScriptId;
const CONFIG: TradingConfig = {
  ...DEFAULT_CONFIG,
  execution: { ...DEFAULT_CONFIG.execution, default: { style: 'script', script: SCRIPT, params: {} } },
};

/**
 * What the world does next; `seconds` pass before it. `say` is the script's answer, most often to the
 * last question, else to one that may be long out of date.
 */
const step = fc.record({
  what: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('quote', 'say') },
    { weight: 4, arbitrary: fc.constantFrom('fill', 'end') },
    { weight: 2, arbitrary: fc.constantFrom('mend', 'accept') },
    { weight: 1, arbitrary: fc.constantFrom('refuse', 'fail', 'edit', 'hold') },
  ),
  says: fc.oneof({ weight: 8, arbitrary: fc.constant('send') }, { weight: 4, arbitrary: fc.constantFrom('cancel', 'wait') }, { weight: 1, arbitrary: fc.constant('finish') }),
  seconds: fc.integer({ min: 0, max: 4 }),
  pick: fc.nat(),
  percent: fc.integer({ min: 1, max: 100 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A line of a script's at a desk where the test says what the script answers, and when. */
class ScriptedDesk extends Desk {
  readonly questions: ScriptQuestion[];

  constructor() {
    const questions: ScriptQuestion[] = [];
    super({ config: CONFIG, mode: 'backtest', scripts: { load: () => undefined, ask: (question) => questions.push(question) } });
    this.questions = questions;
    this.load('1');
    this.quote(MIDEA, 60, 60.01);
    this.plan({ [MIDEA]: 50 });
    this.at('09:31:00');
  }

  load(version: string): void {
    this.do({ type: 'loadScript', script: SCRIPT, file: 'mine.js', source: '', version, tried: true });
  }

  take(taken: Step): void {
    const { what, seconds, pick, percent } = taken;
    this.now = Math.min(this.now + seconds * 1_000, atTime(DATE, timeOfDay('11:29:59'))) as EpochMs;
    const mid = 59 + (pick % 300) / 100;
    if (what === 'quote') this.quote(MIDEA, mid, mid + 0.01, percent * 100);
    if (what === 'say') this.#say(taken);
    if (what === 'fail') this.#fail();
    answer(this, taken);
    this.#interfere(taken);
  }

  #say(taken: Step): void {
    const question = taken.pick % 4 === 0 ? this.questions.shift() : this.questions.pop();
    if (question?.style == null) return;
    const move = moveOf(taken, question.style.context);
    const state = String(taken.percent) as ScriptState;
    this.oms.onScriptOutcome(question, ok({ verdicts: [], move: { script: SCRIPT, move, state } }));
  }

  #fail(): void {
    const question = this.questions.shift();
    if (question !== undefined) this.oms.onScriptOutcome(question, err({ script: SCRIPT, reason: refusal('script.threw') }));
  }

  #interfere({ what, percent, pick }: Step): void {
    const [line] = this.oms.state.lines.values();
    if (line === undefined) return;
    if (what === 'edit') this.do({ type: 'editLine', lineId: line.id, plannedQuantity: quantity(percent * 100), style: line.style });
    if (what === 'hold' && pick % 2 === 0) this.do({ type: 'pauseLine', lineId: line.id });
    if (what !== 'mend') return;
    this.load(String(pick));
    this.do({ type: 'resumeLine', lineId: line.id });
  }
}

function moveOf({ says, pick, percent }: Step, context: StyleContext): ScriptMove {
  const reason = refusal('script.says', { script: SCRIPT, text: says });
  const shares = quantity(Math.ceil((context.remaining * percent) / 100));
  const [open] = context.openOrders;
  if (says === 'cancel' && open !== undefined) return withdraw(open, reason, context);
  if (says === 'finish') return { kind: 'finish', reason };
  if (says !== 'send' || shares === 0) return { kind: 'wait', reason };
  return { kind: 'send', type: 'limit', price: yuan(58 + (pick % 400) / 100), quantity: shares };
}

/** A desk after these steps, each of which was checked when it was taken. */
function lived(steps: readonly Step[]): ScriptedDesk {
  const desk = new ScriptedDesk();
  for (const taken of steps) {
    const sent = desk.sent.length;
    const { stopped } = desk.oms.state.scripts.get(SCRIPT) ?? {};
    desk.take(taken);
    if (stopped !== null && taken.what !== 'mend') expect(desk.sent).toHaveLength(sent);
    const [line] = desk.oms.state.lines.values();
    const reach = [...desk.oms.state.orders.values()].reduce((sum, order) => sum + order.filled + (isFinal(order.state) ? 0 : leaves(order)), 0);
    expect(reach).toBeLessThanOrEqual(line?.plannedQuantity ?? 0);
  }
  return desk;
}

it('sends the same orders for the same answers, never beyond its line, and nothing once it is stopped', () => {
  let sent = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 120 }), (steps) => {
      const desk = lived(steps);
      sent += desk.sent.length;
      expect(desk.oms.state.halted).toBeNull();
      expect(lived(steps).records).toEqual(desk.records);
      expect(rebuild(desk.records)).toEqual(desk.oms.state);
    }),
    { numRuns: 200 },
  );
  expect(sent).toBeGreaterThan(0);
});
