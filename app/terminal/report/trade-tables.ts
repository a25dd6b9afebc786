import { type RoundTrip } from '../../../core/analytics/round-trips.ts';
import { type PastFill, tradedValue } from '../../../core/analytics/past-day.ts';
import { formatLocalTime } from '../../../core/kernel/time.ts';
import { type Money, ZERO_MONEY, addMoney, turnoverOf } from '../../../core/kernel/units.ts';
import { addFees } from '../../../core/orders/order.ts';
import { NO_FEES, totalFees } from '../../../core/portfolio/fees.ts';
import { type AccountReport } from './account-report.ts';
import { type ReportTable, count, listTable, share, yuan } from './cells.ts';
import { type ReportWords } from './words.ts';

const NOTE_WORDS = { day: 'noteDay', line: 'noteLine', trip: 'noteTrip' } as const;

/** What was traded: by strategy and by instrument, the round trips that ended, every fill, and what was written of it. */
export function tradeTables(report: AccountReport, words: ReportWords): readonly ReportTable[] {
  return [
    summary(report, words.byStrategy, words.strategy, ({ strategyId }) => strategyId, words),
    summary(report, words.byInstrument, words.instrument, ({ instrument }) => instrument, words),
    tripTable(report, words),
    fillTable(report, words),
    ...noteTables(report, words),
  ];
}

/** What was written down; no table where nothing was. */
function noteTables({ notes }: AccountReport, words: ReportWords): readonly ReportTable[] {
  if (notes.length === 0) return [];
  const rows = notes.map(({ date, kind, subject, tags, text }) => [date, words[NOTE_WORDS[kind]], subject, tags.join(' '), text]);
  return [listTable(words.notes, [words.date, words.noteKind, words.noteSubject, words.tags, words.note], rows)];
}

/** What fills cost in fees. */
export function feesOf(fills: readonly Pick<PastFill, 'fees'>[]): Money {
  return totalFees(fills.reduce((sum, { fees }) => addFees(sum, fees), NO_FEES));
}

type Owned = Pick<RoundTrip, 'strategyId' | 'instrument'>;

/** The most traded first. */
function summary({ fills, trips }: AccountReport, title: string, head: string, keyOf: (row: Owned) => string, words: ReportWords): ReportTable {
  const keys = [...new Set([...fills, ...trips].map(keyOf))];
  const rows = keys.map((key) => {
    const [traded, ended] = [fills.filter((fill) => keyOf(fill) === key), trips.filter((trip) => keyOf(trip) === key)];
    return { key, traded, ended, value: tradedValue(traded, 'buy') + tradedValue(traded, 'sell') };
  });
  return listTable(
    title,
    [head, words.fillCount, words.bought, words.sold, words.fees, words.tripCount, words.winRate, words.profit],
    rows.toSorted((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1)).map(({ key, traded, ended }) => [
      key,
      count(traded.length),
      yuan(tradedValue(traded, 'buy')),
      yuan(tradedValue(traded, 'sell')),
      yuan(feesOf(traded)),
      count(ended.length),
      share(ended.filter(({ profit }) => profit > 0).length, ended.length),
      yuan(ended.reduce((sum, { profit }) => addMoney(sum, profit), ZERO_MONEY)),
    ]),
  );
}

function tripTable({ trips }: AccountReport, words: ReportWords): ReportTable {
  return listTable(
    words.trips,
    [words.strategy, words.instrument, words.quantity, words.entry, words.exit, words.cost, words.proceeds, words.fees, words.profit, words.change],
    trips.map(({ strategyId, instrument, quantity, entry, exit, cost, proceeds, fees, profit }) => [
      strategyId,
      instrument,
      count(quantity),
      entry.date,
      exit.date,
      yuan(cost),
      yuan(proceeds),
      yuan(fees),
      yuan(profit),
      share(profit, cost),
    ]),
  );
}

function fillTable({ fills }: AccountReport, words: ReportWords): ReportTable {
  return listTable(
    words.fills,
    [words.time, words.strategy, words.instrument, words.side, words.price, words.quantity, words.value, words.fees, words.reason],
    fills.map(({ time, strategyId, instrument, side, price, quantity, fees, reason }) => [
      formatLocalTime(time).slice(0, 19).replace('T', ' '),
      strategyId,
      instrument,
      words[side],
      yuan(price),
      count(quantity),
      yuan(turnoverOf(price, quantity)),
      yuan(totalFees(fees)),
      reason,
    ]),
  );
}
