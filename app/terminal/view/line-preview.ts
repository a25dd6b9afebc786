import { type Price, type Quantity, type Rate, quantity } from '../../../core/kernel/units.ts';
import { boundedPrice } from '../../../core/execution/price.ts';
import { type TradingRules } from '../../../core/market/rules.ts';
import { type Ticket } from '../../../core/oms/command.ts';
import { type LineState, type PlanLine } from '../../../core/plan/line.ts';
import { type Verdict } from '../../../core/risk/verdict.ts';
import { type Session } from '../session.ts';

/** Lines that may still send something. */
const LIVE: ReadonlySet<LineState> = new Set(['proposed', 'approved', 'working']);

/** Rules that judge this very moment; a plan is read before its moment has come. */
const MOMENTARY: ReadonlySet<string> = new Set(['session', 'paused', 'quoteAge', 'orderType']);

export function isLive(line: PlanLine): boolean {
  return LIVE.has(line.state);
}

/** What is still to be traded of a line. */
export function remainingOf(line: PlanLine): Quantity {
  return quantity(Math.max(0, line.plannedQuantity - line.filled));
}

/**
 * What the rules would say if the line sent all that is left of it at its worst price. Nothing of a line that works: its
 * own orders hold the cash and the shares that the rest would be judged to lack; the gate's verdicts on them count.
 */
export function linePreview(session: Pick<Session, 'market' | 'preview' | 'rulesOf'>, line: PlanLine): readonly Verdict[] {
  const left = remainingOf(line);
  const rules = session.rulesOf(line.instrument);
  if (!isLive(line) || line.state === 'working' || left === 0 || rules === undefined) return [];
  const price = worstPrice(session, line, rules);
  const ticket: Ticket = { instrument: line.instrument, side: line.side, type: 'limit', price, quantity: left };
  const preview = session.preview(ticket);
  if (preview.ok) return preview.value.verdicts.filter((verdict) => !MOMENTARY.has(verdict.rule));
  return [{ rule: 'ticket', kind: 'deny', code: preview.error.code, params: preview.error.params }];
}

/** A price of the style's own, or the end of what it may pay, or the market's best: whatever it knows first. */
function worstPrice(session: Pick<Session, 'market'>, line: PlanLine, rules: TradingRules): Price {
  const { style } = line;
  if ('price' in style && typeof style.price === 'number') return style.price;
  if ('bound' in style) return bounded(session, line, style.bound, rules);
  if ('offset' in style) return bounded(session, line, style.offset, rules);
  const quote = session.market.quote(line.instrument);
  const opposite = line.side === 'buy' ? quote?.asks[0] : quote?.bids[0];
  return opposite?.price ?? line.refPrice;
}

function bounded(session: Pick<Session, 'market'>, line: PlanLine, offset: Rate, rules: TradingRules): Price {
  const reference = session.market.reference(line.instrument);
  if (reference === undefined) return line.refPrice;
  return boundedPrice(line.side, line.refPrice, offset, rules.tick.value, reference);
}
