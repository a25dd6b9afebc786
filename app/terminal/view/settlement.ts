import { type SettledDay } from '../../../adapters/sqlite/settled-days.ts';
import { dayProfits } from '../../../core/analytics/day-profits.ts';
import { parseInstrumentId } from '../../../core/market/instrument.ts';
import { type DayDifference } from '../../../core/oms/differences.ts';
import { type OmsState } from '../../../core/oms/state/state.ts';
import { type Adjustment } from '../../../core/portfolio/adjustment.ts';
import { type BookingRow, type DayDifferenceRow, type DayEndRow, type SettlementRow, type StrategyDayRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { dayAtHand } from './day-at-hand.ts';
import { describe, prevCloseOf } from './marks.ts';
import { itemOf, settlementItems } from './settlement-items.ts';

type Source = Pick<Session, 'state' | 'market' | 'records' | 'settledDays'>;

/** Days of the chain of seals that are shown. */
const MOST_DAYS = 30;

/** How far the end of the day has come, and what it came to. */
export function settlementRow(session: Source): SettlementRow {
  const { state, market } = session;
  const { files = [], tolerated = [], unchecked = [] } = state.statements ?? {};
  return {
    date: state.day?.date ?? null,
    stage: stageOf(state),
    sealHeld: state.sealHeld,
    items: settlementItems({ state, market }),
    strategies: strategyRows(session),
    differences: [...state.differences.values()].map((difference) => differenceRow(session, difference)),
    files,
    tolerated,
    unchecked,
    days: session.settledDays(MOST_DAYS).map(dayEndRow),
  };
}

function stageOf({ settled, sealed, released }: Pick<OmsState, 'settled' | 'sealed' | 'released'>): SettlementRow['stage'] {
  if (sealed) return 'sealed';
  if (released !== null) return 'released';
  return settled === null ? 'trading' : 'closed';
}

function differenceRow({ market }: Pick<Session, 'market'>, difference: DayDifference): DayDifferenceRow {
  const { id, code, about, fields, places, correction, proposal, resolved } = difference;
  const instrument = parseInstrumentId(about.split(' ')[0] ?? '');
  return {
    ...{ id, code, about, fields, places, correction },
    item: itemOf(code),
    name: instrument.ok ? describe(market, instrument.value).name : '',
    proposal: bookingRow(proposal),
    resolved:
      resolved === null
        ? null
        : {
            resolution: resolved.resolution,
            booked: bookingRow(resolved.booked),
            reason: String(resolved.reason.params['reason'] ?? ''),
            by: resolved.by,
            at: resolved.at,
          },
  };
}

function bookingRow(adjustment: Adjustment | null): BookingRow | null {
  if (adjustment === null) return null;
  const { cash, shares } = adjustment;
  return { cash, instrument: shares?.instrument ?? null, quantity: shares?.quantity ?? 0, cost: shares?.cost ?? 0 };
}

function strategyRows(session: Source): readonly StrategyDayRow[] {
  const day = session.state.settled === null ? null : dayAtHand(session);
  if (day === null) return [];
  const profits = dayProfits(day, (instrument) => prevCloseOf(session.market, instrument));
  return [...profits].map(([strategyId, profit]) => ({ strategyId, profit }));
}

function dayEndRow({ date, equity, differences, end }: SettledDay): DayEndRow {
  if (end === null) return { date, equity, differences, state: 'open', hash: null, by: null, at: null, reason: null };
  const { hash, by, at, released } = end;
  const reason = released === null ? null : String(released.params['reason'] ?? '');
  return { date, equity, differences, state: released === null ? 'sealed' : 'released', hash, by, at, reason };
}
