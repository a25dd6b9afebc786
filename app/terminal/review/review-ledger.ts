import { type PastLine, type RecordedDay } from '../../../adapters/sqlite/account-history.ts';
import { type DayFacts, type Keyed } from '../../../adapters/sqlite/review/review-store.ts';
import { holdingTimeOf } from '../../../core/analytics/attribution.ts';
import { type ProfitKey, profitKeyText, profitsOfDay } from '../../../core/analytics/daily-profit.ts';
import { lineCosts } from '../../../core/analytics/line-costs.ts';
import { type PastHolding, closingEquity, tradedValue } from '../../../core/analytics/past-day.ts';
import { type OpenEntry, type RoundTrip, RoundTrips } from '../../../core/analytics/round-trips.ts';
import { type BooksDay, StrategyBooks } from '../../../core/analytics/strategy-books.ts';
import { type StrategyId, UNASSIGNED_STRATEGY } from '../../../core/kernel/ids.ts';
import { daysBetween } from '../../../core/kernel/time.ts';
import { type Money, NO_PRICE, ZERO_MONEY, addMoney, averagePrice, subtractMoney, turnoverOf } from '../../../core/kernel/units.ts';
import { type SessionBar } from '../../../core/market/daily-history.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { addFees } from '../../../core/orders/order.ts';
import { NO_FEES, totalFees } from '../../../core/portfolio/fees.ts';

/** What the account was on the evening before a day. */
interface Evening {
  readonly cash: Money;
  readonly equity: Money;
  readonly holdings: readonly PastHolding[];
  /** What each strategy had earned by then. */
  readonly earned: readonly (readonly [StrategyId, Money])[];
}

/** What one day goes on from: written by this program alone, so that it is not checked when it is read again. */
interface Carry {
  readonly evening: Evening;
  readonly cash: readonly (readonly [StrategyId, Money])[];
  readonly open: readonly OpenEntry[];
}

/** What a sealed day is made of. */
export interface DayRecords {
  readonly day: RecordedDay;
  readonly seal: string;
  readonly lines: readonly PastLine[];
  /** The instrument's session on that day; null: nobody kept it. */
  readonly session: (instrument: InstrumentId) => SessionBar | null;
}

/** Works an account's sealed days through, oldest first, and gives what a review keeps of each. */
export class ReviewLedger {
  readonly #books: StrategyBooks;
  readonly #trips: RoundTrips;
  #evening: Evening | null;

  /** @param carry what the last day before gave; null: the account's first day is yet to come. */
  constructor(carry: string | null) {
    const before = carry === null ? null : (JSON.parse(carry) as Carry);
    this.#books = new StrategyBooks(before === null ? null : new Map(before.cash));
    this.#trips = new RoundTrips(before?.open ?? null);
    this.#evening = before?.evening ?? null;
  }

  take(records: DayRecords): DayFacts {
    const { day, seal } = records;
    const { date, cash, marketValue } = day;
    const before = this.#evening;
    const equity = closingEquity(day);
    const base = before === null ? day.openingEquity : addMoney(before.equity, subtractMoney(day.opening.cash, before.cash));
    const profit = subtractMoney(equity, base);
    const { trips, closings } = this.#trips.take(day);
    const { open } = this.#trips;
    const parts = profitsOfDay({ day, before: before?.holdings ?? null, closings, open, profit });
    const { books } = this.#books.take(day);
    this.#evening = { cash, equity, holdings: day.holdings, earned: [...books].map(([owner, book]) => [owner, book.equity]) };
    return {
      day: { date, seal, equity, cash, marketValue, base, profit },
      columns: {
        profit: parts.map(({ profit: earned, ...key }) => ({ key, numbers: { profit: earned } })),
        ended: summed(trips.map(endedTrip)),
        held: summed(day.holdings.map(heldValue)),
        books: bookNumbers({ day, trips, books, profit, before }),
        costs: summed(records.lines.map((line) => costsOf(line, records))),
      },
      trips,
      fills: day.fills.map(({ seq, strategyId, instrument, price, quantity }) => ({ seq, strategyId, instrument, value: turnoverOf(price, quantity) })),
      carry: JSON.stringify({ evening: this.#evening, cash: [...this.#books.cash], open } satisfies Carry),
    };
  }
}

interface BookedDay {
  readonly day: RecordedDay;
  readonly trips: readonly RoundTrip[];
  readonly books: BooksDay['books'];
  readonly profit: Money;
  readonly before: Evening | null;
}

/** What the strategies have not earned of the account's profit is nobody's, so that they add up to it every day. */
function bookNumbers({ day, trips, books, profit, before }: BookedDay): readonly Keyed<'books'>[] {
  const earned = new Map(before?.earned);
  let rest = profit;
  const own = [...books].map(([strategyId, { equity, marketValue }]) => {
    if (strategyId === UNASSIGNED_STRATEGY) return { strategyId, marketValue, profit: ZERO_MONEY };
    const gained = subtractMoney(equity, earned.get(strategyId) ?? ZERO_MONEY);
    rest = subtractMoney(rest, gained);
    return { strategyId, marketValue, profit: gained };
  });
  return own.map(({ strategyId, ...book }) => ({
    key: keyOf(strategyId),
    numbers: { ...book, ...(strategyId === UNASSIGNED_STRATEGY ? { profit: rest } : {}), ...traded(day, trips, strategyId) },
  }));
}

function traded(day: RecordedDay, trips: readonly RoundTrip[], strategyId: StrategyId): Omit<Keyed<'books'>['numbers'], 'profit' | 'marketValue'> {
  const fills = day.fills.filter((fill) => fill.strategyId === strategyId);
  const ended = trips.filter((trip) => trip.strategyId === strategyId);
  return {
    bought: tradedValue(fills, 'buy'),
    sold: tradedValue(fills, 'sell'),
    fees: totalFees(fills.reduce((sum, fill) => addFees(sum, fill.fees), NO_FEES)),
    fills: fills.length,
    trips: ended.length,
    wins: ended.filter(({ profit }) => profit > 0).length,
  };
}

function keyOf(strategyId: StrategyId, more: Partial<ProfitKey> = {}): ProfitKey {
  return { strategyId, instrument: null, style: '', holding: null, ...more };
}

function endedTrip({ strategyId, instrument, entry, exit, profit }: RoundTrip): Keyed<'ended'> {
  const holding = holdingTimeOf(daysBetween(entry.date, exit.date));
  return { key: { strategyId, instrument, style: entry.style ?? '', holding }, numbers: { profit, trips: 1, wins: profit > 0 ? 1 : 0 } };
}

function heldValue({ strategyId, instrument, price, quantity }: PastHolding): Keyed<'held'> {
  return { key: keyOf(strategyId, { instrument }), numbers: { value: turnoverOf(price, quantity) } };
}

function costsOf(line: PastLine, { day, session }: DayRecords): Keyed<'costs'> {
  const bar = session(line.instrument);
  const close = bar?.close ?? day.holdings.find(({ instrument }) => instrument === line.instrument)?.price ?? NO_PRICE;
  const fills = day.fills.filter(({ lineId }) => lineId === line.id);
  const market = { auction: bar?.open ?? NO_PRICE, vwap: bar === null ? NO_PRICE : averagePrice(bar.turnover, bar.volume), close };
  const { arrival, auction, vwap, shortfall, ...costs } = lineCosts({ ...line, ...market, fills });
  return {
    key: keyOf(line.strategyId, { instrument: line.instrument, style: line.style }),
    numbers: {
      lines: 1,
      ...costs,
      ...shortfall,
      arrivalCost: arrival.cost,
      arrivalValue: arrival.value,
      auctionCost: auction.cost,
      auctionValue: auction.value,
      vwapCost: vwap.cost,
      vwapValue: vwap.value,
    },
  };
}

/** One row of each key, with the sums of its rows' numbers. */
function summed<Row extends { readonly key: ProfitKey; readonly numbers: Readonly<Record<string, number>> }>(rows: readonly Row[]): readonly Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const text = profitKeyText(row.key);
    const known = byKey.get(text);
    byKey.set(text, known === undefined ? row : { ...row, numbers: added(known.numbers, row.numbers) });
  }
  return [...byKey.values()];
}

function added<Numbers extends Readonly<Record<string, number>>>(one: Numbers, other: Numbers): Numbers {
  return Object.fromEntries(Object.entries(one).map(([name, value]) => [name, value + (other[name] ?? 0)])) as Numbers;
}

