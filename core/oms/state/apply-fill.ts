import { type FillId, type LineId } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/invariant.ts';
import { type Money, ZERO_MONEY, addMoney, quantity as sharesOf, subtractMoney, turnoverOf } from '../../kernel/units.ts';
import { type BookedFill } from '../../orders/life-cycle.ts';
import { type ExecutionReport, type Fees, type Fill, type Order, isFinal } from '../../orders/order.ts';
import { totalFees } from '../../portfolio/fees.ts';
import { type LotTaken } from '../../portfolio/ledger.ts';
import { type LiveState } from './live-state.ts';

/** Books a fill of `order`, as it was before this fill: ledger, counters, watches and the line that it works for. */
export function bookFill(live: LiveState, order: Order, report: Extract<ExecutionReport, { kind: 'filled' }>, fees: Fees): void {
  const { id: orderId, lineId, strategyId, instrument, side } = order;
  const { fillId: id, price, quantity, time } = report;
  const fill: Fill = { id, orderId, lineId, strategyId, instrument, side, price, quantity, time, fees };
  live.fills.push(fill);
  live.fillIds.add(id);
  const taken = live.ledger.fill(order, fill);
  live.strategies.filled(fill, taken);
  live.traffic.fill(instrument, quantity);
  if (side === 'sell') {
    live.traffic.gain(orderId, gainOf(fill, taken));
    live.watches.sold(fill, taken, live.ledger);
  }
  moveLine(live, lineId, quantity);
}

/** @throws InvariantError for a fill that was never reported. */
export function fillOf(live: LiveState, id: FillId): Fill {
  const fill = live.fills.find((one) => one.id === id);
  invariant(fill !== undefined, `no fill ${id}`);
  return fill;
}

/** The books hold what was; what was said of it before stands in the journal. A fill that never happened leaves them. */
export function correctFill(live: LiveState, order: Order, was: Fill, { price, quantity, fees }: BookedFill): void {
  const is: Fill = { ...was, price, quantity, fees };
  const at = live.fills.indexOf(was);
  live.fills.splice(at, 1, ...(is.quantity === 0 ? [] : [is]));
  const sold = live.ledger.correct(order, was, is);
  live.strategies.corrected(was, is, sold);
  if (is.quantity === 0) live.strategies.fillGone(at);
  live.traffic.fill(is.instrument, is.quantity - was.quantity);
  if (is.side === 'sell' && !isFinal(order.state)) live.traffic.gain(order.id, subtractMoney(gainOf(is, sold.is), gainOf(was, sold.was)));
  moveLine(live, was.lineId, is.quantity - was.quantity);
}

function moveLine(live: LiveState, id: LineId | null, shares: number): void {
  const line = id === null ? undefined : live.lines.get(id);
  invariant(line !== undefined || id === null, `no plan line ${id}`);
  if (line !== undefined) live.setLine({ ...line, filled: sharesOf(line.filled + shares) });
}

/** What a sale brought beyond what its shares had cost, fees taken off. */
function gainOf({ price, quantity, fees }: Fill, taken: readonly LotTaken[]): Money {
  const cost = taken.reduce((sum, lot) => addMoney(sum, lot.cost), ZERO_MONEY);
  return subtractMoney(subtractMoney(turnoverOf(price, quantity), cost), totalFees(fees));
}
