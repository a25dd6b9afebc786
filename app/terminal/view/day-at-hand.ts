import { type PastDay, incomeOf } from '../../../core/analytics/past-day.ts';
import { type DayResult } from '../../../core/oms/events.ts';
import { type OmsState } from '../../../core/oms/state/state.ts';
import { type OpeningAccount } from '../../../core/portfolio/account.ts';
import { morningOf } from '../../../core/portfolio/action-booking.ts';
import { addMoney, quantity, turnoverOf } from '../../../core/kernel/units.ts';
import { type Session } from '../session.ts';
import { marketValue } from './account.ts';
import { markOf, prevCloseOf } from './marks.ts';

type Source = Pick<Session, 'state' | 'market' | 'records'>;
type Worth = Pick<DayResult, 'cash' | 'marketValue' | 'openingEquity' | 'marks'>;

/**
 * The day at hand in the form in which days are kept, at its closing prices, or before it is settled at those of this
 * moment; null before it is open. Why fills came about is not asked here.
 */
export function dayAtHand(session: Source): PastDay | null {
  const [opened] = session.records();
  if (opened?.event.type !== 'dayOpened') return null;
  const { date, opening } = opened.event;
  const { ledger, fills, strategies, settled, bookings, taxes } = session.state;
  const { marks, ...worth } = settled ?? worthNow(session, opening);
  const holdings = marks.flatMap(({ instrument, price }) =>
    [...(ledger.positions.get(instrument)?.lots ?? [])].map(([strategyId, lot]) => ({ instrument, strategyId, quantity: lot.quantity, cost: lot.cost, price })),
  );
  const { transfers } = strategies;
  const { cash, marketValue: value, openingEquity } = worth;
  return { date, opening, cash, marketValue: value, openingEquity, holdings, fills: fills.map((fill) => ({ ...fill, reason: '', style: null })), transfers, income: incomeOf(bookings, taxes) };
}

function worthNow(session: Source, opening: OpeningAccount): Worth {
  const { market, state } = session;
  const { cash, shares } = morningOf(opening, state.bookings);
  const openingEquity = [...shares].reduce((sum, [instrument, held]) => addMoney(sum, turnoverOf(prevCloseOf(market, instrument), quantity(held))), cash);
  const marks = heldNow(state).map((instrument) => ({ instrument, price: markOf(market, instrument) }));
  return { cash: state.ledger.cash.balance, marketValue: marketValue(session), openingEquity, marks };
}

function heldNow({ ledger }: OmsState): readonly DayResult['marks'][number]['instrument'][] {
  return [...ledger.positions.values()].filter((position) => position.quantity > 0).map(({ instrument }) => instrument);
}
