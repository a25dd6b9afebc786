import { type EpochMs } from '../../../core/kernel/time.ts';
import { type Money, ZERO_MONEY, addMoney, averagePrice, subtractMoney, turnoverOf } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type OmsEvent, type Recorded } from '../../../core/oms/events.ts';
import { type Position } from '../../../core/portfolio/ledger.ts';
import { type ReplayDayRow, type ReplayEventRow, type ReplayKind, type ReplayMomentRow, type ReplayPositionRow, type ReplayPricesRow } from '../../preload/contract.ts';
import { type ReplayedDay, markAt } from '../replay-desk.ts';
import { type Session } from '../session.ts';
import { instrumentOf } from './day-records.ts';
import { describe, prevCloseOf } from './marks.ts';
import { orderRow } from './orders.ts';
import { pastLineRow } from './past-day.ts';
import { stepRow } from './steps.ts';

type Names = Pick<Session, 'market'>;

/** Records of one answer. */
const MOST_EVENTS = 2_000;
/** Orders of one moment: nobody reads further back, and a day may have ten thousand. */
const MOST_ORDERS = 300;

export function replayDayRow(session: Names, { replay, live }: ReplayedDay, after: number): ReplayDayRow {
  const rest = replay.records.slice(after === 0 ? 0 : after - (replay.records[0]?.seq ?? 1) + 1);
  const events = rest.slice(0, MOST_EVENTS).map((record) => eventRow(session, replay, record));
  return { date: replay.date, live: live && !replay.state.sealed, events, more: rest.length > events.length };
}

function eventRow({ market }: Names, replay: ReplayedDay['replay'], record: Recorded): ReplayEventRow {
  const instrument = instrumentOf(replay, record.event);
  const name = instrument === '' ? '' : describe(market, instrument as InstrumentId).name;
  return { ...stepRow(record), kind: kindOf(record.event), instrument, name };
}

const RISK: ReadonlySet<OmsEvent['type']> = new Set(['orderDenied', 'watchFired', 'exitFired', 'policyChanged', 'tradingStateChanged', 'accountHalted', 'accountUnreconciled', 'scriptStopped', 'ruleOverridden']);
const DAY: ReadonlySet<OmsEvent['type']> = new Set(['dayOpened', 'phaseChanged', 'quotesEnded', 'daySettled', 'daySealed', 'dayReleased', 'statementsCompared', 'differenceResolved', 'equityHighMarked', 'accountReconciled', 'scriptLoaded']);

function kindOf(event: OmsEvent): ReplayKind {
  if (event.type === 'reportReceived') return event.report.kind === 'filled' ? 'fill' : 'order';
  if (event.type === 'commandGiven' || event.type === 'commandUndone') return 'hand';
  if (RISK.has(event.type)) return 'risk';
  if ('order' in event || 'orderId' in event) return 'order';
  return DAY.has(event.type) ? 'day' : 'plan';
}

/** The account after the record `seq`, its holdings valued as of `at`; undefined before the first record. */
export function replayMomentRow(session: Names, day: ReplayedDay, seq: number, at: EpochMs): ReplayMomentRow | undefined {
  const moment = day.replay.at(seq);
  if (moment === undefined) return undefined;
  const positions = moment.positions.map((position) => positionRow(session, day, position, { seq, at }));
  const marketValue = positions.reduce((sum, row) => addMoney(sum, row.marketValue as Money), ZERO_MONEY);
  const { balance, available, frozen } = moment.cash;
  const equity = addMoney(balance, marketValue);
  const opening = openingEquity(session, day);
  return {
    seq: moment.seq,
    phase: moment.phase,
    cash: balance,
    available,
    frozen,
    marketValue,
    equity,
    dayPnl: opening === null ? null : subtractMoney(equity, opening),
    lines: moment.lines.map((line) => pastLineRow(session, line)),
    orders: moment.orders.slice(-MOST_ORDERS).toReversed().map((order) => orderRow(session, order)),
    orderCount: moment.orders.length,
    positions,
    fillCount: moment.fills.length,
  };
}

/** What the account was worth at the previous closes: as it was settled, or by today's market. */
function openingEquity({ market }: Names, { replay, live }: ReplayedDay): Money | null {
  const { settled } = replay.state;
  if (settled !== null) return settled.openingEquity;
  const opened = replay.at(replay.records[0]?.seq ?? 0);
  if (!live || opened === undefined) return null;
  return opened.positions.reduce((sum, { instrument, quantity }) => addMoney(sum, turnoverOf(prevCloseOf(market, instrument), quantity)), opened.cash.balance);
}

function positionRow({ market }: Names, day: ReplayedDay, position: Position, { seq, at }: { readonly seq: number; readonly at: EpochMs }): ReplayPositionRow {
  const { instrument, quantity, sellable, frozen, cost } = position;
  const mark = markAt(day, seq, at, position);
  const marketValue = turnoverOf(mark, quantity);
  const { name } = describe(market, instrument);
  return { instrument, name, quantity, sellable, frozen, avgCost: averagePrice(cost, quantity), mark, marketValue, profit: subtractMoney(marketValue, cost) };
}

/** The course of an instrument over the day with the account's fills, by the market's minutes or else by the journal. */
export function replayPricesRow({ market }: Names, { replay, minutes }: ReplayedDay, instrument: InstrumentId): ReplayPricesRow {
  const known = minutes(instrument);
  const prices = known.length > 0 ? known.map(({ minute, price }) => ({ time: minute, price })) : journalPrices(replay, instrument);
  const fills = replay.state.fills.filter((fill) => fill.instrument === instrument);
  const { name, board } = describe(market, instrument);
  return {
    instrument,
    name,
    board,
    prices,
    fills: fills.map(({ time, side, price, quantity }) => ({ time, side, price, quantity })),
  };
}

function journalPrices(replay: ReplayedDay['replay'], instrument: InstrumentId): ReplayPricesRow['prices'] {
  return replay.records.flatMap(({ seq, at }) => {
    const price = replay.priceAt(seq, instrument);
    return price === undefined || price === replay.priceAt(seq - 1, instrument) ? [] : [{ time: at, price }];
  });
}
