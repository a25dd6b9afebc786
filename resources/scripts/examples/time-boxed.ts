/**
 * A style: cuts the line into `slices` equal orders between `start` and `end`, each sent at the best opposite price at a
 * moment drawn within its slice, and taken back when the next one is due.
 */
import { type Move, type StyleContext, timeOfDay } from 'kaipan';

/** When each slice goes out, drawn once. */
type Schedule = readonly number[];

export function nextMove(context: StyleContext): Move {
  const { orders, params, timeOfDay: clock } = context;
  const start = timeOfDay(text(params['start'], '10:00:00'));
  const end = timeOfDay(text(params['end'], '11:00:00'));
  if (clock < start) return { kind: 'wait', reason: 'before its time' };
  const due = (context.state as Schedule | null) ?? draw(start, end, Number(params['slices'] ?? 6));
  const open = orders.find((order) => order.open);
  if (clock >= end) return over(open?.id, due);
  if (open === undefined) return send(context, due);
  const sent = clock - (context.now - open.created);
  if (due.some((time) => sent < time && time <= clock)) {
    return { kind: 'cancel', order: open.id, reason: 'the next slice is due', state: due };
  }
  return { kind: 'wait', reason: 'until the next slice', state: due };
}

/** What the slices begun so far should have bought, less what they have. */
function send({ line, phase, rules, side, quote, timeOfDay: clock }: StyleContext, state: Schedule): Move {
  const begun = state.filter((time) => time <= clock).length;
  const quota = wholeLots(Math.floor((line.planned * begun) / state.length), rules.buyStep, line.planned);
  const behind = Math.min(quota - line.filled, line.remaining);
  const opposite = side === 'buy' ? quote?.asks[0] : quote?.bids[0];
  if (phase.matching !== 'continuous' || behind <= 0) return { kind: 'wait', reason: 'until the next slice', state };
  if (opposite === undefined) return { kind: 'wait', reason: 'nobody on the other side', state };
  return { kind: 'send', price: opposite.price, quantity: behind, state };
}

function draw(start: number, end: number, slices: number): Schedule {
  const length = (end - start) / slices;
  return Array.from({ length: slices }, (_, slice) => Math.floor(start + (slice + Math.random()) * length));
}

function wholeLots(quantity: number, step: number, planned: number): number {
  return quantity >= planned ? planned : quantity - (quantity % step);
}

function over(open: string | undefined, state: Schedule): Move {
  if (open === undefined) return { kind: 'finish', reason: 'its time is over' };
  return { kind: 'cancel', order: open, reason: 'its time is over', state };
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
