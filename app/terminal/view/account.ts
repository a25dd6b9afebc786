import { type Money, ZERO_MONEY, addMoney, money, subtractMoney, turnoverOf } from '../../../core/kernel/units.ts';
import { openDifferences } from '../../../core/oms/decide/decide-settlement.ts';
import { type OmsState } from '../../../core/oms/state/state.ts';
import { totalFees } from '../../../core/portfolio/fees.ts';
import { type AccountRow, type DayResultRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { type DayTrades } from './day-trades.ts';
import { markOf, prevCloseOf, shareOf } from './marks.ts';

/** What the account was worth at the previous close: today's trades, fees and taxes on dividends taken back. */
export function openingEquity(session: Pick<Session, 'state' | 'market'>, trades: DayTrades): Money {
  const { ledger: { cash, positions }, taxes } = session.state;
  const withheld = taxes.reduce((sum, { amount }) => addMoney(sum, amount), ZERO_MONEY);
  let total = addMoney(addMoney(cash.balance, withheld), totalFees(trades.fees));
  for (const instrument of new Set([...positions.keys(), ...trades.instruments()])) {
    const { bought, boughtFor, sold, soldFor } = trades.of(instrument);
    const opening = (positions.get(instrument)?.quantity ?? 0) - bought + sold;
    const value = money(prevCloseOf(session.market, instrument) * opening);
    total = money(total + boughtFor - soldFor + value);
  }
  return total;
}

/** What the holdings are worth now. */
export function marketValue(session: Pick<Session, 'state' | 'market'>): Money {
  let total = ZERO_MONEY;
  for (const { instrument, quantity } of session.state.ledger.positions.values()) {
    total = addMoney(total, turnoverOf(markOf(session.market, instrument), quantity));
  }
  return total;
}

export function equityOf(session: Pick<Session, 'state' | 'market'>): Money {
  return addMoney(session.state.ledger.cash.balance, marketValue(session));
}

export function accountRow(session: Pick<Session, 'state' | 'market'>, trades: DayTrades): AccountRow {
  const { cash } = session.state.ledger;
  const value = marketValue(session);
  const equity = addMoney(cash.balance, value);
  const opening = openingEquity(session, trades);
  const dayPnl = subtractMoney(equity, opening);
  return {
    cash: cash.balance,
    available: cash.available,
    withdrawable: cash.withdrawable,
    frozen: cash.frozen,
    marketValue: value,
    equity,
    openingEquity: opening,
    dayPnl,
    dayPnlRate: shareOf(dayPnl, opening),
    fees: trades.fees,
  };
}

/** Null: the day is not settled yet. */
export function dayResultRow(state: OmsState): DayResultRow | null {
  if (state.settled === null) return null;
  const { cash, marketValue: value, equity, openingEquity: opening, fees, differences } = state.settled;
  const final = state.sealed || state.released !== null;
  return { cash, marketValue: value, equity, openingEquity: opening, fees, differences, open: openDifferences(state).length, final };
}
