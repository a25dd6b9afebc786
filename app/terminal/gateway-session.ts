import { type AccountDatabase, openAccountDatabase } from '../../adapters/sqlite/account-database.ts';
import { type SqliteJournal } from '../../adapters/sqlite/sqlite-journal.ts';
import { JournalWriteError } from '../../adapters/sqlite/sqlite-errors.ts';
import { type Actor } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../core/kernel/result.ts';
import { atTime } from '../../core/kernel/time.ts';
import { type Command } from '../../core/oms/command.ts';
import { type Broker, type Journal } from '../../core/oms/ports.ts';
import { type GatewayDayInputs, GatewayRun } from './gateway-run.ts';
import { DAY_BEGINS } from './paper-day.ts';
import { checkSealed, releaseBefore } from './unsealed-day.ts';

/** Whose account is where. */
export type GatewayConnection = Pick<GatewayDayInputs, 'url' | 'account' | 'token'>;

/** How long an order may be unanswered, and how often the books are compared, in milliseconds. */
export const USUAL_WAITS: Pick<GatewayDayInputs, 'noAnswerMs' | 'compareEveryMs'> = { noAnswerMs: 5_000, compareEveryMs: 30_000 };

export interface GatewaySessionOptions extends GatewayDayInputs {
  /** Where the account's database is. */
  readonly database: string;
  /** After anything that may have changed something; the session tells nothing while it is within. */
  readonly onChange?: () => void;
  /** A run has begun: the first, or the next one after a database that failed. */
  readonly onRun?: (run: GatewayRun) => void;
  /** What the gateway lists is known now. */
  readonly onListed?: () => void;
  /** Tests that pull the plug stand here, before the disk and before the wire. */
  readonly between?: { journal(journal: Journal): Journal; broker(broker: Broker): Pick<Broker, 'submit' | 'cancel'> };
}

/** How long to wait before a database that failed is opened again, in milliseconds. */
const REOPEN_MS = 1_000;

/**
 * One account at a gateway: its database and, while that takes what is written, a run. When a write fails, nothing is
 * known of what the disk holds: the run ends at once, the database is opened and read again, and what it holds counts.
 * That is the path of every start.
 */
export class GatewaySession {
  /** Settles when the day is over. */
  readonly over: Promise<void>;
  readonly #options: GatewaySessionOptions;
  #database: AccountDatabase | null = null;
  #journal: SqliteJournal | null = null;
  #run: GatewayRun | null = null;
  #failure: Refusal | null = null;
  #reopening: NodeJS.Timeout | null = null;
  /** Nothing is opened any more, whatever fails on the way out. */
  #closed = false;
  #end: () => void = () => undefined;

  constructor(options: GatewaySessionOptions) {
    this.#options = options;
    this.over = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Null while the journal cannot be written. */
  get run(): GatewayRun | null {
    return this.#run;
  }

  /** Null while it cannot be used. */
  get database(): AccountDatabase | null {
    return this.#database;
  }

  /** The longest that a commit took since it was last asked, in milliseconds; null: there was none. */
  slowestCommit(): number | null {
    return this.#journal?.takeSlowest() ?? null;
  }

  /** Why nothing is sent at all: the journal cannot be written. Null while all is well. */
  get failure(): Refusal | null {
    return this.#failure;
  }

  open(): Result<void, Refusal> {
    const { database: path, account, date, between } = this.#options;
    const database = openAccountDatabase(path, { account, mode: 'paper' });
    if (!database.ok) return database;
    this.#database = database.value;
    const sealed = checkSealed(database.value, date);
    const journal = sealed.ok ? database.value.journal(date) : sealed;
    if (!journal.ok) {
      this.#shut();
      return journal;
    }
    this.#journal = journal.value;
    const parts = { journal: between?.journal(journal.value) ?? journal.value, over: (broker: Broker) => between?.broker(broker) ?? broker };
    const owner = {
      guard: (work: () => void) => this.#guard(work),
      changed: () => this.#options.onChange?.(),
      listed: () => this.#options.onListed?.(),
      ended: () => this.#end(),
    };
    this.#guard(() => {
      this.#run = new GatewayRun(this.#options, parts, owner);
      this.#failure = null;
      this.#options.onRun?.(this.#run);
    });
    return ok(undefined);
  }

  /** Lets the account trade although its last day was not sealed; to be asked before the day is opened. */
  release(reason: string, by: Actor): Result<void, Refusal> {
    const { database: path, account, date } = this.#options;
    const database = openAccountDatabase(path, { account, mode: 'paper' });
    if (!database.ok) return database;
    try {
      return releaseBefore(database.value, date, { reason, by, now: atTime(date, DAY_BEGINS) });
    } finally {
      database.value.close();
    }
  }

  /** A command during which the journal fails is of unknown outcome, until the journal has been read again. */
  command(command: Command, by: Actor): Result<void, Refusal> {
    const run = this.#run;
    if (run === null) return err(this.#failure ?? refusal('reconcile.starting'));
    let outcome: Result<void, Refusal> = refuse('journal.outcomeUnknown');
    this.#guard(() => {
      outcome = run.engine.command(command, by);
    });
    if (command.type === 'acceptDifferences') this.#run?.compare();
    return outcome;
  }

  /** Ends in order: what is out stays out, and the next start asks after it. */
  close(): void {
    this.#closed = true;
    if (this.#reopening !== null) clearTimeout(this.#reopening);
    this.#shut();
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof JournalWriteError)) throw error;
      this.#failure = refusal('journal.writeFailed', { reason: error.message });
      this.#shut();
      this.#openLater();
    }
  }

  /** Once at a time: what a run says while it ends may fail like what ended it. */
  #openLater(): void {
    if (this.#reopening !== null || this.#closed) return;
    this.#reopening = setTimeout(() => {
      this.#reopening = null;
      // Opened and failed again at once, it has asked for the next time itself.
      if (!this.open().ok) this.#openLater();
    }, REOPEN_MS);
  }

  #shut(): void {
    this.#run?.end();
    this.#run = null;
    this.#journal = null;
    this.#database?.close();
    this.#database = null;
  }
}
