import type Database from 'better-sqlite3';
import { z } from 'zod';
import { midOf } from '../../core/analytics/execution-quality.ts';
import { type PastDay, type PastFill, incomeOf } from '../../core/analytics/past-day.ts';
import { type LineId, type StrategyId } from '../../core/kernel/ids.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type Money, type Price, type Quantity, turnoverOf } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type QuoteBasis, type Recorded } from '../../core/oms/events.ts';
import { type DayTransfer } from '../../core/oms/strategy/followed.ts';
import { type Fees, type Side } from '../../core/orders/order.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { decodeEvent } from './event-codec.ts';
import { lineId, openingAccount, quoteBasis } from './event-parts.ts';
import { recordsOfDay, stretchOfDay } from './journal-rows.ts';
import { TraderNotes } from './trader-notes.ts';
import { instrumentId, tradeDate } from './unit-codecs.ts';

/** A fill with where it stands in the journal. */
export interface RecordedFill extends PastFill {
  readonly seq: number;
  /** Null for an order without a line. */
  readonly lineId: LineId | null;
}

export interface RecordedDay extends PastDay {
  readonly fills: readonly RecordedFill[];
}

/** A line of a day's plan as it ended. */
export interface PastLine {
  readonly id: LineId;
  readonly strategyId: StrategyId;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly style: string;
  readonly planned: Quantity;
  readonly reference: Price;
  /** When it first acted and the middle of the market then; null: it never did, or the market showed nothing. */
  readonly arrival: { readonly time: EpochMs; readonly price: Price } | null;
}

/** A fill as the account's tables have it, whatever its day. */
export interface ListedFill extends Pick<PastFill, 'id' | 'orderId' | 'strategyId' | 'instrument' | 'side' | 'price' | 'quantity' | 'time' | 'fees' | 'reason'> {
  readonly date: TradeDate;
  readonly lineId: LineId | null;
  readonly value: Money;
}

const dayTotals = z.object({ openingEquity: z.int(), cash: z.int(), marketValue: z.int() });
const holdingRow = z.object({ instrument: instrumentId, strategyId: z.string(), quantity: z.int(), cost: z.int(), price: z.int() });
const fillRow = z.object({
  seq: z.int(),
  lineId: z.string().nullable(),
  id: z.string(),
  orderId: z.string(),
  strategyId: z.string(),
  instrument: instrumentId,
  side: z.enum(['buy', 'sell']),
  price: z.int(),
  quantity: z.int(),
  time: z.int(),
  commission: z.int().transform((units) => units as Money),
  stampTax: z.int().transform((units) => units as Money),
  transferFee: z.int().transform((units) => units as Money),
  reason: z.string(),
  style: z.string().nullable(),
});
const transferRow = z.object({ seq: z.int(), body: z.string() });
const listedRow = fillRow.omit({ seq: true, style: true }).extend({ date: z.string() });
const lineRow = z.object({ id: z.string(), strategyId: z.string(), instrument: instrumentId, side: z.enum(['buy', 'sell']), style: z.string(), planned: z.int(), reference: z.int() });
const actRow = z.object({ at: z.int(), type: z.string(), body: z.string() });
const basis = quoteBasis.nullable();
const startedBody = z.object({ lineId, basis });
const intendedBody = z.object({ order: z.object({ lineId: lineId.nullable() }), basis });
const journalRow = z.object({ type: z.string(), body: z.string() });

const HOLDINGS = 'SELECT instrument, strategy_id AS strategyId, quantity, cost, price FROM closing_positions WHERE day = ?';
const FILLS = `SELECT f.seq, f.line_id AS lineId, fill_id AS id, order_id AS orderId, f.strategy_id AS strategyId, f.instrument, f.side, f.price, f.quantity, time,
    commission, stamp_tax AS stampTax, transfer_fee AS transferFee, coalesce(signal_reason, '') AS reason, style
  FROM fills f LEFT JOIN plan_lines l ON l.day = f.day AND l.line_id = f.line_id
  WHERE f.seq BETWEEN (SELECT min(seq) FROM journal WHERE type = 'dayOpened' AND day = :day)
    AND (SELECT max(seq) FROM journal WHERE type = 'daySealed' AND day = :day)
  ORDER BY f.seq`;
const TRANSFERS = "SELECT seq, body FROM journal WHERE type = 'lotsTransferred' AND day = ? ORDER BY seq";
const LINES = `SELECT line_id AS id, strategy_id AS strategyId, instrument, side, style, planned_quantity AS planned, ref_price AS reference
  FROM plan_lines WHERE day = ? AND planned_quantity > 0`;
const SEAL = "SELECT hash FROM journal WHERE type = 'daySealed' AND day = ? ORDER BY seq DESC LIMIT 1";
const FILL = `SELECT f.day AS date, fill_id AS id, order_id AS orderId, f.line_id AS lineId, f.strategy_id AS strategyId, f.instrument, f.side, f.price,
    f.quantity, time, commission, stamp_tax AS stampTax, transfer_fee AS transferFee, coalesce(signal_reason, '') AS reason
  FROM fills f LEFT JOIN plan_lines l ON l.day = f.day AND l.line_id = f.line_id WHERE f.seq = ?`;
/** When lines acted, with what the market showed. */
const ACTS = `SELECT at, type, body FROM journal WHERE seq BETWEEN ? AND ? AND type IN ('lineStarted', 'orderIntended') ORDER BY seq`;
const OPENING = "SELECT json_extract(body, '$.opening') FROM journal WHERE type = 'dayOpened' AND day = ?";

/** With the condition of their index, word by word: a partial index is found by its words. */
const INCOME = "SELECT type, body FROM journal WHERE type IN ('actionsBooked', 'dividendTaxWithheld') AND day = ? ORDER BY seq";

/** The account's sealed days, read from the tables drawn from its journal; the journal itself is only read. */
export class AccountHistory {
  readonly notes: TraderNotes;
  readonly #connection: Database.Database;
  readonly #sealed: Database.Statement;
  readonly #totals: Database.Statement;
  readonly #holdings: Database.Statement;
  readonly #fills: Database.Statement;
  readonly #transfers: Database.Statement;
  readonly #opening: Database.Statement;
  readonly #lines: Database.Statement;
  readonly #acts: Database.Statement;
  readonly #seal: Database.Statement;
  readonly #after: Database.Statement;
  readonly #upTo: Database.Statement;
  readonly #fill: Database.Statement;
  readonly #income: Database.Statement;

  constructor(connection: Database.Database) {
    this.#connection = connection;
    this.notes = new TraderNotes(connection);
    this.#sealed = connection.prepare('SELECT date FROM days WHERE sealed IS NOT NULL ORDER BY date').pluck();
    this.#totals = connection.prepare('SELECT opening_equity AS openingEquity, cash, market_value AS marketValue FROM days WHERE date = ?');
    this.#holdings = connection.prepare(HOLDINGS);
    this.#fills = connection.prepare(FILLS);
    this.#transfers = connection.prepare(TRANSFERS);
    this.#opening = connection.prepare(OPENING).pluck();
    this.#lines = connection.prepare(LINES);
    this.#acts = connection.prepare(ACTS);
    this.#seal = connection.prepare(SEAL).pluck();
    this.#after = connection.prepare('SELECT date FROM days WHERE sealed IS NOT NULL AND date > ? ORDER BY date').pluck();
    this.#upTo = connection.prepare('SELECT count(*) FROM days WHERE sealed IS NOT NULL AND date <= ?').pluck();
    this.#fill = connection.prepare(FILL);
    this.#income = connection.prepare(INCOME);
  }

  /** The file that it is read from. */
  get path(): string {
    return this.#connection.name;
  }

  /** Oldest first. */
  sealedDays(): readonly TradeDate[] {
    return z.array(tradeDate).parse(this.#sealed.all());
  }

  /** Those after a date, oldest first. */
  sealedAfter(date: TradeDate): readonly TradeDate[] {
    return z.array(tradeDate).parse(this.#after.all(date));
  }

  /** How many there are up to a date. */
  sealedUpTo(date: TradeDate): number {
    return z.int().parse(this.#upTo.get(date));
  }

  /** Hash of the record that sealed a day: it stands for all before it. Null: it is not sealed. */
  sealOf(date: TradeDate): string | null {
    return z.string().nullable().parse(this.#seal.get(date) ?? null);
  }

  /** Fills by their numbers in the journal. */
  fills(seqs: readonly number[]): readonly ListedFill[] {
    return seqs.map((seq) => {
      const fill = withFees(listedRow.parse(this.#fill.get(seq))) as unknown as Omit<ListedFill, 'value'>;
      return { ...fill, value: turnoverOf(fill.price, fill.quantity) };
    });
  }

  /** A sealed day. @throws where there is none, or where it cannot be read. */
  day(date: TradeDate): RecordedDay {
    const opening: OpeningAccount = openingAccount.parse(JSON.parse(z.string().parse(this.#opening.get(date))));
    const totals = dayTotals.parse(this.#totals.get(date));
    const holdings = z.array(holdingRow).parse(this.#holdings.all(date));
    const fills = z.array(fillRow).parse(this.#fills.all({ day: date })).map(withFees);
    const transfers = z.array(transferRow).parse(this.#transfers.all(date)).map(({ seq, body }) => transferOf(body, fills.filter((fill) => fill.seq < seq).length));
    // Every number was written from the unit that it is read as.
    return { date, opening, ...totals, holdings, fills, transfers, income: this.#incomeOf(date) } as unknown as RecordedDay;
  }

  /** The lines of a day's plan that were to trade something, as they ended. */
  lines(date: TradeDate): readonly PastLine[] {
    const arrivals = this.#arrivals(date);
    const lines = z.array(lineRow).parse(this.#lines.all(date)) as unknown as Omit<PastLine, 'arrival'>[];
    return lines.map((line) => ({ ...line, arrival: arrivals.get(line.id) ?? null }));
  }

  #arrivals(date: TradeDate): ReadonlyMap<LineId, PastLine['arrival']> {
    const { first, last } = stretchOfDay(this.#connection, date);
    const arrivals = new Map<LineId, PastLine['arrival']>();
    for (const { at, type, body } of z.array(actRow).parse(this.#acts.all(first, last))) {
      const { id, seen } = actOf(type, JSON.parse(body));
      if (id !== null && seen !== null && !arrivals.has(id)) arrivals.set(id, { time: at as EpochMs, price: midOf(seen) });
    }
    return arrivals;
  }

  /** All that was journalled of a day, oldest first. */
  records(date: TradeDate): readonly Recorded[] {
    return [...recordsOfDay(this.#connection, date)];
  }

  /** Those of them that follow the record `after`, read as they are asked for. */
  recordsAfter(date: TradeDate, after: number): Iterable<Recorded> {
    return recordsOfDay(this.#connection, date, after);
  }

  #incomeOf(date: TradeDate): PastDay['income'] {
    return z.array(journalRow).parse(this.#income.all(date)).flatMap(({ type, body }) => {
      const decoded = decodeEvent(type, JSON.parse(body));
      invariant(decoded.ok, `what came without a trade on ${date} can be read`);
      const event = decoded.value;
      return incomeOf(event.type === 'actionsBooked' ? event.bookings : [], event.type === 'dividendTaxWithheld' ? event.taxes : []);
    });
  }
}

function actOf(type: string, body: unknown): { readonly id: LineId | null; readonly seen: QuoteBasis | null } {
  if (type === 'lineStarted') {
    const started = startedBody.parse(body);
    return { id: started.lineId, seen: started.basis };
  }
  const intended = intendedBody.parse(body);
  return { id: intended.order.lineId, seen: intended.basis };
}

function withFees<Row extends Fees>({ commission, stampTax, transferFee, ...fill }: Row): Omit<Row, keyof Fees> & { readonly fees: Fees } {
  return { ...fill, fees: { commission, stampTax, transferFee } };
}

function transferOf(body: string, afterFills: number): DayTransfer {
  const event = decodeEvent('lotsTransferred', JSON.parse(body));
  invariant(event.ok && event.value.type === 'lotsTransferred', 'a journalled transfer can be read');
  const { instrument, from, to, quantity, price } = event.value;
  return { instrument, from, to, quantity, price, afterFills };
}
