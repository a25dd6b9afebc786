import { type Money, ZERO_MONEY, ZERO_QUANTITY, averagePrice, money, subtractMoney, turnoverOf } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Position } from '../../../core/portfolio/ledger.ts';
import { type PositionRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { type DayTrades } from './day-trades.ts';
import { describe, markOf, prevCloseOf, shareOf } from './marks.ts';
import { stopOf } from './watches.ts';

const GONE: Omit<Position, 'instrument'> = {
  quantity: ZERO_QUANTITY,
  sellable: ZERO_QUANTITY,
  frozen: ZERO_QUANTITY,
  cost: ZERO_MONEY,
  lots: new Map(),
};

/** Everything held now or today. */
export function heldInstruments(session: Pick<Session, 'state'>, trades: DayTrades): ReadonlySet<InstrumentId> {
  return new Set([...session.state.ledger.positions.keys(), ...trades.instruments()]);
}

export function positionRow(
  session: Pick<Session, 'state' | 'market' | 'watchReading'>,
  trades: DayTrades,
  id: InstrumentId,
  equity: Money,
): PositionRow {
  const position: Position = session.state.ledger.positions.get(id) ?? { instrument: id, ...GONE };
  const { name, board, industry } = describe(session.market, id);
  const mark = markOf(session.market, id);
  const marketValue = turnoverOf(mark, position.quantity);
  const unrealizedPnl = subtractMoney(marketValue, position.cost);
  return {
    instrument: id,
    name,
    board,
    industry,
    quantity: position.quantity,
    sellable: position.sellable,
    frozen: position.frozen,
    cost: position.cost,
    avgCost: averagePrice(position.cost, position.quantity),
    mark,
    marketValue,
    weight: shareOf(marketValue, equity),
    unrealizedPnl,
    unrealizedPnlRate: shareOf(unrealizedPnl, position.cost),
    dayPnl: dayPnl(position, marketValue, session, trades),
    ...stopOf(session, id),
    lots: [...position.lots].map(([strategyId, lot]) => ({ strategyId, quantity: lot.quantity, cost: lot.cost })),
  };
}

function dayPnl(position: Position, value: Money, session: Pick<Session, 'market'>, trades: DayTrades): Money {
  const { bought, boughtFor, sold, soldFor } = trades.of(position.instrument);
  const opening = position.quantity - bought + sold;
  return money(value - opening * prevCloseOf(session.market, position.instrument) + soldFor - boughtFor);
}
