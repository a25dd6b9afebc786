import Database from 'better-sqlite3';
import { z } from 'zod';
import { type Refusal, type Result, err, ok } from '../../core/kernel/result.ts';
import { type TimeOfDay, type TradeDate, atTime, timeOfDayOf } from '../../core/kernel/time.ts';
import { type Price } from '../../core/kernel/units.ts';
import { type SessionBar } from '../../core/market/daily-history.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type MinutePrice } from '../../core/market/minute-prices.ts';
import { type SessionSource } from '../../core/market/past-sessions.ts';
import { type PastDay } from '../../core/market/volume-curve.ts';
import { SESSIONS_MIGRATION } from './history-migrations/0010-sessions.ts';
import { MINUTE_PRICES_MIGRATION } from './history-migrations/0020-minute-prices.ts';
import { type Schema, migrate } from './migrate.ts';
import { type DatabaseProblem, databaseProblem } from './sqlite-errors.ts';

/** "KaiM": no account's database, so that neither is taken for the other. */
const SCHEMA: Schema = { applicationId: 0x4b_61_69_4d, steps: [{ version: 10, sql: SESSIONS_MIGRATION }, { version: 20, sql: MINUTE_PRICES_MIGRATION }] };

/** How long one process waits while another writes, in milliseconds. */
const BUSY_MS = 5_000;

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

/** Finds an instrument's session on a day; null: nobody kept it. */
export function sessionLookup(connection: Database.Database): (instrument: InstrumentId, date: TradeDate) => SessionBar | null {
  const session = connection.prepare(
    'SELECT date, open, high, low, close, prev_close AS prevClose, volume, turnover FROM sessions WHERE instrument = ? AND date = ?',
  );
  return (instrument, date) => (session.get(instrument, date) as SessionBar | undefined) ?? null;
}

const volumesText = z.string().transform((text) => z.array(z.int().nonnegative()).parse(JSON.parse(text)));

const minutesText = z.string().transform((text) => z.array(z.tuple([z.int().nonnegative(), z.int().positive()])).parse(JSON.parse(text)));

/** Past sessions on disk, as they were traded. */
export class MarketHistory {
  readonly #connection: Database.Database;
  readonly #sessions: Database.Statement;
  readonly #volumes: Database.Statement;
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
