/**
 * A style: bids patiently, gives way one tick at a time.
 *
 * Stands at its own side's best price. Each time `patienceMs` go by without a fill it takes the order back and asks one
 * tick more, up to `mostTicks`, never worse than `bound` from the plan's price.
 */
import { type Move, type StyleContext, onTick, percent, portion } from 'kaipan';

interface Memory {
  /** Ticks conceded so far. */
  readonly given: number;
  readonly filled: number;
}

export function nextMove(context: StyleContext): Move {
  const { line, phase, orders, params } = context;
  if (phase.matching !== 'continuous') return { kind: 'wait', reason: 'waits for continuous trading' };
  const memory = remembered(context);
  const state = { ...memory };
  const open = orders.find((order) => order.open);
  if (open === undefined) return send(context, memory);
  if (line.filled > memory.filled) return { kind: 'wait', reason: 'being filled', state: { given: 0, filled: line.filled } };
  if (open.state === 'pendingCancel' || context.now - open.created < number(params['patienceMs'], 30_000)) {
    return { kind: 'wait', reason: `stands ${memory.given} ticks above its best`, state };
  }
  const given = Math.min(memory.given + 1, number(params['mostTicks'], 5));
  if (given === memory.given) return { kind: 'wait', reason: 'gives no more', state };
  return { kind: 'cancel', order: open.id, reason: 'one tick more', state: { given, filled: line.filled } };
}

function send(context: StyleContext, { given, filled }: Memory): Move {
  const { side, quote, line, rules, reference, params } = context;
  const best = side === 'buy' ? quote?.bids[0] : quote?.asks[0];
  if (best === undefined) return { kind: 'wait', reason: 'nobody else on its side' };
  const slack = portion(line.refPrice, percent(text(params['bound'], '1')), 'down');
  const bound = side === 'buy' ? line.refPrice + slack : line.refPrice - slack;
  const asked = side === 'buy' ? best.price + given * rules.tick : best.price - given * rules.tick;
  const within = side === 'buy' ? Math.min(asked, bound, reference.limitUp ?? asked) : Math.max(asked, bound, reference.limitDown ?? asked);
  const price = onTick(within, rules.tick, side === 'buy' ? 'down' : 'up');
  return { kind: 'send', price, quantity: line.remaining, state: { given, filled } };
}

function remembered({ state }: StyleContext): Memory {
  return state === null ? { given: 0, filled: 0 } : (state as unknown as Memory);
}

function number(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
