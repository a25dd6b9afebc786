import Database from 'better-sqlite3';
import { z } from 'zod';
import { type Refusal, type Result, err, ok } from '../../core/kernel/result.ts';
import { type TimeOfDay, type TradeDate, atTime, timeOfDayOf } from '../../core/kernel/time.ts';
import { type Price } from '../../core/kernel/units.ts';
import { type SessionBar } from '../../core/market/daily-history.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type IndexClose } from '../../core/market/market-index.ts';
import { type MinutePrice } from '../../core/market/minute-prices.ts';
import { type SessionSource } from '../../core/market/past-sessions.ts';
import { type PastDay } from '../../core/market/volume-curve.ts';
import { SESSIONS_MIGRATION } from './history-migrations/0010-sessions.ts';
import { MINUTE_PRICES_MIGRATION } from './history-migrations/0020-minute-prices.ts';
import { INDEX_CLOSES_MIGRATION } from './history-migrations/0030-index-closes.ts';
import { type Schema, migrate } from './migrate.ts';
import { type DatabaseProblem, databaseProblem } from './sqlite-errors.ts';

/** "KaiM": no account's database, so that neither is taken for the other. */
const SCHEMA: Schema = {
  applicationId: 0x4b_61_69_4d,
  steps: [
    { version: 10, sql: SESSIONS_MIGRATION },
    { version: 20, sql: MINUTE_PRICES_MIGRATION },
    { version: 30, sql: INDEX_CLOSES_MIGRATION },
  ],
};

/** How long one process waits while another writes, in milliseconds. */
const BUSY_MS = 5_000;

/** An index with the days that its closes are known from and to. */
export interface KnownIndex {
  readonly index: InstrumentId;
  readonly from: TradeDate;
  readonly to: TradeDate;
}

/** One instrument's session with where its volume fell, if anybody watched. */
export interface SessionRecord {
  readonly instrument: InstrumentId;
  readonly bar: SessionBar;
  readonly volumes?: PastDay;
  /** Left out: nobody will want to look at them again. */
  readonly minutes?: readonly MinutePrice[];
}

/** Opens (or creates) what a terminal remembers of the market, beside its accounts' databases and for all of them. */
export function openMarketHistory(path: string): Result<MarketHistory, Refusal<DatabaseProblem>> {
  try {
    const connection = new Database(path, { timeout: BUSY_MS });
    const migrated = migrate(connection, null, SCHEMA);
    if (migrated.ok) {
      connection.pragma('journal_mode = WAL');
      return ok(new MarketHistory(connection));
    }
    connection.close();
    return migrated;
  } catch (error) {
    return err(databaseProblem(path, error));
  }
}

const volumesText = z.string().transform((text) => z.array(z.int().nonnegative()).parse(JSON.parse(text)));

const minutesText = z.string().transform((text) => z.array(z.tuple([z.int().nonnegative(), z.int().positive()])).parse(JSON.parse(text)));

interface Span {
  readonly id: InstrumentId;
  readonly first: TradeDate;
  readonly last: TradeDate;
}

function joinedSpans(spans: readonly Span[]): readonly KnownIndex[] {
  const known = new Map<InstrumentId, KnownIndex>();
  for (const { id, first, last } of spans) {
    const other = known.get(id);
    const [from, to] = [other === undefined || first < other.from ? first : other.from, other === undefined || last > other.to ? last : other.to];
    known.set(id, { index: id, from, to });
  }
  return [...known.values()].toSorted((a, b) => (a.index < b.index ? -1 : 1));
}

/** Past sessions on disk, as they were traded. */
export class MarketHistory {
  readonly #connection: Database.Database;
  readonly #sessions: Database.Statement;
  readonly #volumes: Database.Statement;
  readonly #session: Database.Statement;
  readonly #keepSession: Database.Statement;
  readonly #keepVolumes: Database.Statement;
  readonly #minutes: Database.Statement;
  readonly #keepMinutes: Database.Statement;

  constructor(connection: Database.Database) {
    this.#connection = connection;
    this.#sessions = connection.prepare(
      `SELECT date, open, high, low, close, prev_close AS prevClose, volume, turnover FROM sessions
       WHERE instrument = ? AND date < ? ORDER BY date DESC LIMIT ?`,
    );
    this.#session = connection.prepare(
      'SELECT date, open, high, low, close, prev_close AS prevClose, volume, turnover FROM sessions WHERE instrument = ? AND date = ?',
    );
    this.#volumes = connection
      .prepare('SELECT shares FROM day_volumes WHERE instrument = ? AND date < ? ORDER BY date DESC LIMIT ?')
      .pluck();
    this.#keepSession = connection.prepare(
      `INSERT OR REPLACE INTO sessions (instrument, date, open, high, low, close, prev_close, volume, turnover)
       VALUES (:instrument, :date, :open, :high, :low, :close, :prevClose, :volume, :turnover)`,
    );
    this.#keepVolumes = connection.prepare('INSERT OR REPLACE INTO day_volumes (instrument, date, shares) VALUES (?, ?, ?)');
    this.#minutes = connection.prepare('SELECT prices FROM minute_prices WHERE instrument = ? AND date = ?').pluck();
    this.#keepMinutes = connection.prepare('INSERT OR REPLACE INTO minute_prices (instrument, date, prices) VALUES (?, ?, ?)');
  }

  /** The file that it lies in. */
  get path(): string {
    return this.#connection.name;
  }

  readonly sessions: SessionSource = (instrument, before, most) =>
    (this.#sessions.all(instrument, before, most) as SessionBar[]).toReversed();

  /** An instrument's session on a day; null: nobody kept it. */
  session(instrument: InstrumentId, date: TradeDate): SessionBar | null {
    return (this.#session.get(instrument, date) as SessionBar | undefined) ?? null;
  }

  /** Every index whose closes are known, by seeing them or from a file. */
  indices(): readonly KnownIndex[] {
    const rows = this.#connection.prepare('SELECT index_id AS id, min(date) AS first, max(date) AS last FROM index_closes GROUP BY index_id').all();
    const seen = this.#connection.prepare(`SELECT instrument AS id, min(date) AS first, max(date) AS last FROM sessions
      WHERE instrument GLOB '000???.SH' OR instrument GLOB '399???.SZ' OR instrument GLOB '899???.BJ' GROUP BY instrument`).all();
    return joinedSpans([...rows, ...seen] as readonly Span[]);
  }

  /** What an index closed at, oldest first; a file's close goes over one that was seen. */
  indexCloses(index: InstrumentId): readonly IndexClose[] {
    const closes = `SELECT date, close FROM sessions WHERE instrument = :index AND date NOT IN (SELECT date FROM index_closes WHERE index_id = :index)
      UNION ALL SELECT date, close FROM index_closes WHERE index_id = :index ORDER BY date`;
    return this.#connection.prepare(closes).all({ index }) as IndexClose[];
  }

  /** Keeps an index's closes, all of them or none. */
  keepIndex(index: InstrumentId, closes: readonly IndexClose[]): void {
    const keep = this.#connection.prepare('INSERT OR REPLACE INTO index_closes (index_id, date, close) VALUES (?, ?, ?)');
    this.#connection.transaction(() => closes.forEach(({ date, close }) => keep.run(index, date, close))).immediate();
  }

  /** Where the volume of its last sessions before `before` fell, at most `most` of them, the latest first. */
  volumes(instrument: InstrumentId, before: TradeDate, most: number): readonly PastDay[] {
    return this.#volumes.all(instrument, before, most).map((shares) => volumesText.parse(shares));
  }

  /** Its price in each minute of a day, oldest first; empty: they were not kept. */
  minutes(instrument: InstrumentId, date: TradeDate): readonly MinutePrice[] {
    const kept = this.#minutes.get(instrument, date);
    if (kept === undefined) return [];
    return minutesText.parse(kept).map(([time, price]) => ({ minute: atTime(date, time as TimeOfDay), price: price as Price }));
  }

  /** Keeps sessions, all of them or none; what was known of the same instrument and day gives way. */
  keep(records: readonly SessionRecord[]): void {
    this.#connection
      .transaction(() => {
        for (const { instrument, bar, volumes, minutes } of records) {
          this.#keepSession.run({ instrument, ...bar });
          if (volumes !== undefined) this.#keepVolumes.run(instrument, bar.date, JSON.stringify(volumes));
          if (minutes !== undefined) this.#keepMinutes.run(instrument, bar.date, JSON.stringify(minutes.map(({ minute, price }) => [timeOfDayOf(minute), price])));
        }
      })
      .immediate();
  }

  close(): void {
    this.#connection.close();
  }
}
