import { type Actor, type StrategyId } from '../../kernel/ids.ts';
import { type Refusal, type Result, ok, refusal, refuse } from '../../kernel/result.ts';
import { type Money, NO_PRICE, type Price, ZERO_MONEY, addMoney, turnoverOf } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { markPrice } from '../../market/quote.ts';
import { type OmsEvent } from '../events.ts';
import { LIVE } from '../state/line-state.ts';
import { type LiveState } from '../state/live-state.ts';
import { type LotTransfer } from '../strategy/followed.ts';
import { lotValues } from '../strategy/strategy-memory.ts';
import { openOrdersOf } from './decide-order.ts';
import { type Surroundings } from './decision.ts';

/** What a share is worth now: the last price, before the first trade the previous close; `NO_PRICE` when nobody knows. */
export function priceNow({ market }: Surroundings, instrument: InstrumentId): Price {
  const quote = market.quote(instrument);
  return quote === undefined ? (market.reference(instrument)?.prevClose ?? NO_PRICE) : markPrice(quote);
}

/** All that one owner holds, on its way to another at what it is worth now. */
export function allLots(state: LiveState, from: StrategyId, to: StrategyId, around: Surroundings): Result<readonly LotTransfer[], Refusal> {
  const transfers: LotTransfer[] = [];
  for (const { instrument, lots } of state.ledger.positions.values()) {
    const lot = lots.get(from);
    if (lot === undefined || lot.quantity === 0) continue;
    const price = priceNow(around, instrument);
    if (price === NO_PRICE) return refuse('strategy.noPrice', { instrument });
    transfers.push({ instrument, from, to, quantity: lot.quantity, price });
  }
  return ok(transfers.toSorted((a, b) => (a.instrument < b.instrument ? -1 : 1)));
}

/** What the strategy's lots are worth now, or cost where nobody knows. */
export function worthOf({ ledger }: LiveState, strategy: StrategyId, around: Surroundings): Money {
  const values = lotValues(ledger.positions, (instrument, quantity, cost) => {
    const price = priceNow(around, instrument);
    return price === NO_PRICE ? cost : turnoverOf(price, quantity);
  });
  return values.get(strategy) ?? ZERO_MONEY;
}

export function valueOf(transfers: readonly LotTransfer[]): Money {
  return transfers.reduce((sum, { price, quantity }) => addMoney(sum, turnoverOf(price, quantity)), ZERO_MONEY);
}

export function transferred(transfers: readonly LotTransfer[], reason: Refusal, by: Actor): readonly OmsEvent[] {
  return transfers.map((transfer) => ({ type: 'lotsTransferred', ...transfer, reason, by }));
}

/** Shares that are on sale cannot change hands: whose order they are in would no longer be whose they are. */
export function openOrdersProblem(state: LiveState, strategy: StrategyId): Refusal | null {
  const open = [...state.openOrders].filter((id) => state.orders.get(id)?.strategyId === strategy);
  return open.length === 0 ? null : refusal('strategy.ordersOpen', { strategy, orders: open.length });
}

/** The strategy's lines send nothing any more; none of them has an order out. */
export function linesEnded(state: LiveState, strategy: StrategyId, reason: Refusal): readonly OmsEvent[] {
  const own = [...state.lines.values()].filter((line) => line.strategyId === strategy && LIVE.includes(line.state));
  return own
    .filter(({ id }) => openOrdersOf(state, id).length === 0)
    .map(({ id, state: at }) => ({ type: at === 'working' ? 'lineDone' : 'lineSkipped', lineId: id, reason }));
}
