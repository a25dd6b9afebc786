import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type TradeDate } from '../../core/kernel/time.ts';

/** A copy of an account's database. */
export interface BackupCopy {
  readonly path: string;
  /** Its last day, and the number of its last record. */
  readonly day: TradeDate;
  readonly lastSeq: number;
}

/** Older copies make way: two weeks of trading days. */
const MOST_KEPT = 10;
const SEQ_DIGITS = 12;

/** The copies of one database, in the folder `backups` beside it, named after where its journal stood. */
export class BackupFolder {
  readonly path: string;
  readonly #name: string;

  constructor(database: string) {
    this.path = join(dirname(database), 'backups');
    this.#name = basename(database, '.db');
  }

  /** Where a copy of this state belongs: names in order are states in order. */
  pathOf(day: TradeDate, lastSeq: number): string {
    mkdirSync(this.path, { recursive: true });
    return join(this.path, `${this.#name}.${day}-${String(lastSeq).padStart(SEQ_DIGITS, '0')}.db`);
  }

  /** Finished copies, the latest state first. */
  list(): readonly BackupCopy[] {
    const pattern = new RegExp(`^\\.(\\d{4}-\\d\\d-\\d\\d)-(\\d{${SEQ_DIGITS}})\\.db$`);
    return this.#files()
      .toSorted()
      .toReversed()
      .flatMap((file) => {
        const [, day, seq] = file.startsWith(this.#name) ? (pattern.exec(file.slice(this.#name.length)) ?? []) : [];
        return day === undefined ? [] : [{ path: join(this.path, file), day: day as TradeDate, lastSeq: Number(seq) }];
      });
  }

  /** Takes away copies that others have followed. */
  prune(): void {
    for (const { path } of this.list().slice(MOST_KEPT)) rmSync(path, { force: true });
  }

  #files(): readonly string[] {
    try {
      return readdirSync(this.path);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }
}
