import type Database from 'better-sqlite3';
import { z } from 'zod';
import { type PastDay } from '../../core/analytics/past-day.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { type DayTransfer } from '../../core/oms/strategy/followed.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { type AccountDatabase } from './account-database.ts';
import { decodeEvent } from './event-codec.ts';
import { openingAccount } from './event-parts.ts';
import { instrumentId, tradeDate } from './unit-codecs.ts';

/** What the trader wrote down of a day. */
export interface DayNote {
  readonly text: string;
  readonly tags: readonly string[];
}

const dayTotals = z.object({ openingEquity: z.int(), cash: z.int(), marketValue: z.int() });
const holdingRow = z.object({ instrument: instrumentId, strategyId: z.string(), quantity: z.int(), cost: z.int(), price: z.int() });
const fillRow = z.object({
  seq: z.int(),
  id: z.string(),
  orderId: z.string(),
  strategyId: z.string(),
  instrument: instrumentId,
  side: z.enum(['buy', 'sell']),
  price: z.int(),
  quantity: z.int(),
  time: z.int(),
  commission: z.int(),
  stampTax: z.int(),
  transferFee: z.int(),
  reason: z.string(),
  style: z.string().nullable(),
});
const transferRow = z.object({ seq: z.int(), body: z.string() });
const noteRow = z.object({ text: z.string(), tags: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))) });

const HOLDINGS = 'SELECT instrument, strategy_id AS strategyId, quantity, cost, price FROM closing_positions WHERE day = ?';
const FILLS = `SELECT f.seq, fill_id AS id, order_id AS orderId, f.strategy_id AS strategyId, f.instrument, f.side, f.price, f.quantity, time,
    commission, stamp_tax AS stampTax, transfer_fee AS transferFee, coalesce(signal_reason, '') AS reason, style
  FROM fills f LEFT JOIN plan_lines l ON l.day = f.day AND l.line_id = f.line_id
  WHERE f.seq BETWEEN (SELECT min(seq) FROM journal WHERE type = 'dayOpened' AND day = :day)
    AND (SELECT max(seq) FROM journal WHERE type = 'daySealed' AND day = :day)
  ORDER BY f.seq`;
const TRANSFERS = "SELECT seq, body FROM journal WHERE type = 'lotsTransferred' AND day = ? ORDER BY seq";
const OPENING = "SELECT json_extract(body, '$.opening') FROM journal WHERE type = 'dayOpened' AND day = ?";

/** The account's sealed days, read from the tables drawn from its journal; the journal itself is only read. */
export class AccountHistory {
  readonly #database: AccountDatabase;
  readonly #sealed: Database.Statement;
  readonly #totals: Database.Statement;
  readonly #holdings: Database.Statement;
  readonly #fills: Database.Statement;
  readonly #transfers: Database.Statement;
  readonly #opening: Database.Statement;
  readonly #note: Database.Statement;
  readonly #keepNote: Database.Statement;
  /** Sealed days never change. */
  readonly #days = new Map<TradeDate, PastDay>();

  constructor(database: AccountDatabase) {
    this.#database = database;
    const { connection } = database;
    this.#sealed = connection.prepare('SELECT date FROM days WHERE sealed IS NOT NULL ORDER BY date').pluck();
    this.#totals = connection.prepare('SELECT opening_equity AS openingEquity, cash, market_value AS marketValue FROM days WHERE date = ?');
    this.#holdings = connection.prepare(HOLDINGS);
    this.#fills = connection.prepare(FILLS);
    this.#transfers = connection.prepare(TRANSFERS);
    this.#opening = connection.prepare(OPENING).pluck();
    this.#note = connection.prepare('SELECT text, tags FROM day_notes WHERE day = ?');
    this.#keepNote = connection.prepare('INSERT OR REPLACE INTO day_notes (day, text, tags, at) VALUES (?, ?, ?, ?)');
  }

  /** Oldest first. */
  sealedDays(): readonly TradeDate[] {
    return z.array(tradeDate).parse(this.#sealed.all());
  }

  /** A sealed day. @throws where there is none, or where it cannot be read. */
  day(date: TradeDate): PastDay {
    const kept = this.#days.get(date) ?? this.#read(date);
    this.#days.set(date, kept);
    return kept;
  }

  /** All that was journalled of a day, oldest first. */
  records(date: TradeDate): readonly Recorded[] {
    return [...this.#database.records(date)];
  }

  /** Those of them that follow the record `after`, read as they are asked for. */
  recordsAfter(date: TradeDate, after: number): Iterable<Recorded> {
    return this.#database.records(date, after);
  }

  note(date: TradeDate): DayNote | null {
    const row = this.#note.get(date);
    return row === undefined ? null : noteRow.parse(row);
  }

  /** Keeps what the trader wrote down; what was there gives way. Durable when it returns. */
  keepNote(date: TradeDate, { text, tags }: DayNote, at: EpochMs): void {
    this.#keepNote.run(date, text, JSON.stringify(tags), at);
  }

  #read(date: TradeDate): PastDay {
    const opening: OpeningAccount = openingAccount.parse(JSON.parse(z.string().parse(this.#opening.get(date))));
    const totals = dayTotals.parse(this.#totals.get(date));
    const holdings = z.array(holdingRow).parse(this.#holdings.all(date));
    const rows = z.array(fillRow).parse(this.#fills.all({ day: date }));
    const fills = rows.map(({ seq: _, commission, stampTax, transferFee, ...fill }) => ({ ...fill, fees: { commission, stampTax, transferFee } }));
    const transfers = z.array(transferRow).parse(this.#transfers.all(date)).map(({ seq, body }) => transferOf(body, rows.filter((fill) => fill.seq < seq).length));
    // Every number was written from the unit that it is read as.
    return { date, opening, ...totals, holdings, fills, transfers } as unknown as PastDay;
  }
}

function transferOf(body: string, afterFills: number): DayTransfer {
  const event = decodeEvent('lotsTransferred', JSON.parse(body));
  invariant(event.ok && event.value.type === 'lotsTransferred', 'a journalled transfer can be read');
  const { instrument, from, to, quantity, price } = event.value;
  return { instrument, from, to, quantity, price, afterFills };
}
