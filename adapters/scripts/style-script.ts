import type * as kaipan from 'kaipan';
import { z } from 'zod';
import { hash32 } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal } from '../../core/kernel/result.ts';
import { timeOfDayOf, tradeDateOf } from '../../core/kernel/time.ts';
import { price, quantity } from '../../core/kernel/units.ts';
import { type ScriptMove, type ScriptState, type ScriptUse, type ScriptedMove } from '../../core/execution/script-port.ts';
import { type StyleContext } from '../../core/execution/style.ts';
import { withdraw } from '../../core/execution/withdraw.ts';
import { ORDER_TYPES } from '../../core/market/rules.ts';
import { json, scriptQuote, scriptReference, scriptState, stateText, zodText } from './wire.ts';

const reason = z.string().min(1).max(200);
const state = json.optional();
const moveSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('send'),
    price: z.int().positive(),
    quantity: z.int().positive(),
    type: z.enum(ORDER_TYPES).optional(),
    state,
  }),
  z.strictObject({ kind: z.literal('cancel'), order: z.string(), reason, state }),
  z.strictObject({ kind: z.literal('wait'), reason, state }),
  z.strictObject({ kind: z.literal('finish'), reason, state }),
]);
type Move = z.infer<typeof moveSchema>;

/** What a style script is shown. */
export function styleQuestion(use: ScriptUse, context: StyleContext): kaipan.StyleContext {
  const { line, rules, phase, reference, quote, now } = context;
  const { buyMin, buyStep, sellMin, sellStep } = rules.lot.value;
  const open = new Set(context.openOrders.map((order) => order.id));
  return {
    now,
    date: tradeDateOf(now),
    timeOfDay: timeOfDayOf(now),
    instrument: line.instrument,
    params: use.params,
    state: scriptState(use),
    quote: scriptQuote(quote),
    side: line.side,
    reference: scriptReference(reference),
    phase: { name: phase.name, until: phase.until, entry: phase.entry, cancel: phase.cancel, matching: phase.matching },
    line: {
      id: line.id,
      planned: line.plannedQuantity,
      filled: line.filled,
      remaining: context.remaining,
      refPrice: line.refPrice,
    },
    rules: { tick: rules.tick.value, buyMin, buyStep, sellMin, sellStep },
    orders: context.orders.map((order) => ({
      id: order.id,
      type: order.type,
      price: order.price,
      quantity: order.quantity,
      filled: order.filled,
      state: order.state,
      open: open.has(order.id),
      created: order.created,
      updated: order.updated,
    })),
  };
}

/** What a line's random numbers of one moment depend on. */
export function styleSeed({ line, now }: StyleContext): number {
  return hash32(`${line.id}/${now}`);
}

/** The script's answer as a move of ours, or what is wrong with it. */
export function readMove(use: ScriptUse, context: StyleContext, answer: unknown): Result<ScriptedMove, string> {
  const parsed = moveSchema.safeParse(answer);
  if (!parsed.success) return err(`no move: ${zodText(parsed.error)}`);
  const move = moveOf(use, context, parsed.data);
  return move.ok ? ok({ script: use.script, move: move.value, state: stateAfter(use, parsed.data, move.value) }) : move;
}

/** A cancel that cannot be sent now did not happen: the script is asked again with the state that it had. */
function stateAfter(use: ScriptUse, said: Move, done: ScriptMove): ScriptState {
  return said.state === undefined || said.kind !== done.kind ? use.state : stateText(said.state);
}

function moveOf({ script }: ScriptUse, context: StyleContext, move: Move): Result<ScriptMove, string> {
  switch (move.kind) {
    case 'send':
      return sendOf(context, move);
    case 'cancel':
      return cancelOf(context, move.order, refusal('script.says', { script, text: move.reason }));
    case 'wait':
      return ok({ kind: 'wait', reason: refusal('script.says', { script, text: move.reason }) });
    case 'finish':
      return ok({ kind: 'finish', reason: refusal('script.says', { script, text: move.reason }) });
  }
}

/** Price limits, lots and money are for the gate to judge, as with every other style. */
function sendOf({ rules, remaining }: StyleContext, move: Extract<Move, { kind: 'send' }>): Result<ScriptMove, string> {
  const tick = rules.tick.value;
  if (move.price % tick !== 0) return err(`price ${move.price} is no whole number of ticks of ${tick}`);
  if (move.quantity > remaining) return err(`quantity ${move.quantity} is more than the ${remaining} that remain`);
  return ok({ kind: 'send', type: move.type ?? 'limit', price: price(move.price), quantity: quantity(move.quantity) });
}

function cancelOf(context: StyleContext, order: string, why: Refusal): Result<ScriptMove, string> {
  const open = context.openOrders.find(({ id }) => id === order);
  return open === undefined ? err(`the line has no open order ${order}`) : ok(withdraw(open, why, context));
}
