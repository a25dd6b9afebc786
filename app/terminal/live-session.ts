import { join } from 'node:path';
import { Outbox } from '../../adapters/cloud/outbox.ts';
import { openAccountDatabase } from '../../adapters/sqlite/account-database.ts';
import { AccountHistory } from '../../adapters/sqlite/account-history.ts';
import { type Actor } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../core/kernel/result.ts';
import { type TradeDate, parseTradeDate } from '../../core/kernel/time.ts';
import { type Command } from '../../core/oms/command.ts';
import { DEFAULT_CONFIG } from '../../core/oms/config.ts';
import { type GatewayRow } from '../preload/contract.ts';
import { type Beginning, beginningAfter, beginningOf, openingOf } from './beginning.ts';
import { type BackupListener, EngineSession, type OpenFiles, type RunningDay, hasSealed } from './engine-session.ts';
import { FirstDay } from './first-day.ts';
import { type GatewayRun } from './gateway-run.ts';
import { type GatewayConnection, GatewaySession, USUAL_WAITS } from './gateway-session.ts';
import { type ConnectionState, type Session, type SessionChange } from './session.ts';

export interface LiveSessionOptions {
  /** Folder of the accounts' databases. */
  readonly dataDir: string;
  readonly onBackup?: BackupListener;
}

/** How long to wait before a database that another process has is tried again, in milliseconds. */
const TRY_AGAIN_MS = 1_000;
/** An account that is known here goes on with its own policy; a new one begins with this. */
const CONFIG = DEFAULT_CONFIG;
const ANEW: SessionChange = { reset: true, records: [], quotes: [] };

/** Where the database of an account at a gateway lies: never where an invented market's does. */
export function gatewayDatabase({ account }: Pick<GatewayConnection, 'account'>, dataDir: string): string {
  return join(dataDir, `gateway-${account}.paper.db`);
}

/** Opens an account at a gateway; also when that cannot be reached, or another process has the account: then it waits. */
export function openLiveSession(connection: GatewayConnection, options: LiveSessionOptions): Result<LiveSession, Refusal> {
  const session = new LiveSession(connection, options);
  const begun = session.begin();
  return begun.ok ? ok(session) : begun;
}

/** An account at a gateway, day after day: its last day until that is over and the gateway has opened another. */
export class LiveSession extends EngineSession implements Session {
  readonly playback = null;
  readonly #connection: GatewayConnection;
  readonly #path: string;
  #first: FirstDay | null = null;
  #gateway: GatewaySession | null = null;
  #day: RunningDay | null = null;
  #files: OpenFiles | null = null;
  #failure: Refusal | null = null;
  #quoted = false;
  #retry: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(connection: GatewayConnection, { dataDir, onBackup }: LiveSessionOptions) {
    super(onBackup);
    this.#connection = connection;
    this.#path = gatewayDatabase(connection, dataDir);
  }

  /** Refused where nothing but a person can help. */
  begin(): Result<void, Refusal> {
    const begun = this.#begin();
    this.#failure = begun.ok ? null : begun.error;
    if (begun.ok || begun.error.code !== 'database.inUse') return begun;
    this.#retry = setTimeout(() => {
      if (this.begin().ok) this.tell(ANEW);
    }, TRY_AGAIN_MS);
    return ok(undefined);
  }

  get account(): string {
    return this.#connection.account;
  }

  get failure(): Refusal | null {
    return this.#gateway?.failure ?? this.#failure;
  }

  protected get day(): RunningDay | null {
    return this.#day;
  }

  protected get files(): OpenFiles | null {
    return this.#gateway?.database == null ? null : this.#files;
  }

  get gateway(): GatewayRow {
    const { url } = this.#connection;
    const run = this.#gateway?.run ?? null;
    if (run !== null) return { url, ...run.standing };
    const standing = this.#first?.standing ?? { state: 'waiting', reason: this.failure, nextTry: null, lastHeard: null, roundTrip: null };
    return { url, clockStep: null, ...standing };
  }

  get clockRate(): number {
    return this.#gateway?.run?.pace ?? 1;
  }

  broker(): ConnectionState {
    const { state } = this.gateway;
    if (this.failure !== null || state === 'refused' || state === 'waiting') return 'lost';
    return state === 'connected' ? 'connected' : 'connecting';
  }

  quotes(): ConnectionState {
    const run = this.#gateway?.run;
    if (run?.closed === true) return 'ended';
    if (run?.link.kind !== 'ready') return this.broker();
    return this.#quoted ? 'connected' : 'connecting';
  }

  command(command: Command, by: Actor): Result<void, Refusal> {
    if (command.type === 'loadScript') return refuse('script.notAtGateway', { script: command.script });
    return this.#gateway?.command(command, by) ?? err(this.#failure ?? refusal('session.noDay'));
  }

  /** Asks the gateway where the account stands, and compares. */
  compareBooks(): void {
    this.#gateway?.run?.compare();
  }

  readonly slowestCommit = (): number | null => this.#gateway?.slowestCommit() ?? null;

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#first?.close();
    this.#gateway?.run?.end();
    await this.copied;
    this.#gateway?.close();
  }

  #begin(): Result<void, Refusal> {
    const { account } = this.#connection;
    const opened = openAccountDatabase(this.#path, { account, mode: 'paper' });
    if (!opened.ok) return opened;
    const last = opened.value.lastDay();
    const beginning = last === null ? null : beginningOf(opened.value, last.date);
    opened.value.close();
    if (last === null || beginning === null) return ok(this.#askFirstDay());
    return beginning.ok ? this.#open(last.date, beginning.value) : beginning;
  }

  #askFirstDay(): void {
    this.#first = new FirstDay(this.#connection, (date, opening) => {
      const { plan, risk } = CONFIG;
      this.#later(() => this.#open(date, { opening, approval: plan.approval, policy: risk }));
    });
  }

  #open(date: TradeDate, beginning: Beginning): Result<void, Refusal> {
    const { opening, config, ...takenOver } = openingOf(beginning, CONFIG);
    this.#first = null;
    this.#quoted = false;
    const gateway = new GatewaySession({
      ...this.#connection,
      ...USUAL_WAITS,
      ...{ date, opening, config, takenOver, seed: 1, instruments: new Map(), wanted: null, random: Math.random, database: this.#path },
      onRun: (run) => this.#follow(gateway, run),
      onChange: () => this.#look(),
      onListed: () => this.tell(ANEW),
    });
    this.#gateway = gateway;
    return gateway.open();
  }

  /** A run has begun: from now on it is what everybody sees. */
  #follow({ database }: GatewaySession, { engine, market, timetable }: GatewayRun): void {
    const { day } = engine.state;
    if (database === null || day === null) throw new Error('a run has a day and a database');
    this.#day = { date: day.date, engine, market, timetable };
    const outbox = new Outbox(database.connection, { account: this.account, mode: 'paper' });
    this.#files = { database, past: new AccountHistory(database.connection), outbox };
    engine.onChange((change) => this.#tell(change));
    this.tell(ANEW);
  }

  #tell(change: SessionChange): void {
    this.#quoted ||= change.quotes.length > 0;
    this.tell(change);
    if (hasSealed(change)) this.backUp();
  }

  /** Goes over to the gateway's day when that is a later one and ours is over. */
  #look(): void {
    const link = this.#gateway?.run?.link;
    if (link?.kind !== 'refused' || link.reason.code !== 'gateway.otherDate') return;
    const next = parseTradeDate(String(link.reason.params['date']));
    const { sealed, released, day } = this.state;
    if (!next.ok || day === null || next.value <= day.date || (!sealed && released === null)) return;
    this.#later(() => this.#openAfter(day.date, next.value));
  }

  #openAfter(date: TradeDate, next: TradeDate): Result<void, Refusal> {
    const database = this.#gateway?.database ?? null;
    if (database === null || date !== this.#day?.date) return ok(undefined);
    const beginning = beginningAfter(database, date);
    if (!beginning.ok) return beginning;
    this.#gateway?.close();
    return this.#open(next, beginning.value);
  }

  /** Not within what the gateway has just said. */
  #later(open: () => Result<void, Refusal>): void {
    setImmediate(() => {
      if (this.#closed) return;
      const opened = open();
      if (!opened.ok) this.#failure = opened.error;
    });
  }
}
