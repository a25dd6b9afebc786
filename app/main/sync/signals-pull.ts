import { type SignalsProblem, checkSignals } from '../../../adapters/cloud/check-signals.ts';
import { type CloudFailure } from '../../../adapters/cloud/cloud-client.ts';
import { type Credentials, type ListedStrategy, type SignedSignals, type StrategySignals } from '../../../adapters/cloud/protocol.ts';
import { signalsDocument } from '../../../adapters/cloud/signals-document.ts';
import { type StrategyId } from '../../../core/kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../../core/kernel/result.ts';
import { type EpochMs, type TradeDate, timeOfDayOf, tradeDateOf } from '../../../core/kernel/time.ts';
import { type Calendar } from '../../../core/market/calendar.ts';
import { type CloudSignalsRow, type CloudStrategyRow, type RequestPayload, type SignalsCheckRow } from '../../preload/contract.ts';
import { type Session } from '../../terminal/session.ts';
import { type Notices } from '../notices.ts';
import { type SignalsDesk } from '../signals-desk.ts';
import { type StrategyFacts, type StrategyFactsStore } from '../strategies/strategy-facts-store.ts';
import { type CloudSync, sayFailure } from './cloud-sync.ts';
import { type PulledSignalsStore } from './pulled-signals-store.ts';
import { type SyncSettingsStore } from './sync-settings-store.ts';

/** How long until what did not come, or is not of the next session yet, is asked for again. */
const AGAIN_MS = 10 * 60_000;

export interface SignalsPullParts {
  readonly session: Pick<Session, 'state'>;
  readonly sync: Pick<CloudSync, 'access'>;
  readonly settings: SyncSettingsStore;
  readonly store: PulledSignalsStore;
  readonly facts: StrategyFactsStore;
  readonly desk: SignalsDesk;
  readonly notices: Pick<Notices, 'add'>;
  readonly calendar: Calendar;
  readonly now: () => number;
}

/**
 * Signals on their way down: asked for in the evening or by a person, kept as they came, and put before the trader like a
 * file. Nothing gets into a plan by itself, and what is stale, not whole or not signed for us cannot get in at all.
 */
export class SignalsPull {
  readonly #parts: SignalsPullParts;
  #pulling = false;
  #pulledAt: number | null = null;
  #triedAt: number | null = null;
  #failure: Refusal | null = null;

  constructor(parts: SignalsPullParts) {
    this.#parts = parts;
  }

  row(): CloudSignalsRow {
    const { settings, facts } = this.#parts;
    const strategies = facts.all().map((one) => this.#strategyRow(one));
    return { strategies, pullAt: settings.get().pullAt, pulling: this.#pulling, pulledAt: this.#pulledAt, failure: this.#failure };
  }

  change({ pulled, pullAt }: RequestPayload<'setSignals'>): void {
    this.#parts.settings.set({ ...(pulled === undefined ? {} : { pulled }), ...(pullAt === undefined ? {} : { pullAt }) });
  }

  /** Asks if it is time to. */
  async look(): Promise<void> {
    const { settings, now } = this.#parts;
    const { pullAt } = settings.get();
    if (pullAt === null || timeOfDayOf(now() as EpochMs) < pullAt) return;
    const since = this.#triedAt === null ? Number.POSITIVE_INFINITY : now() - this.#triedAt;
    const complete = this.#failure === null && this.#wanted().every((strategy) => this.#problemOf(strategy) === null && this.#parts.store.of(strategy) !== null);
    if (since >= AGAIN_MS && !complete) await this.pull();
  }

  /** Asks the cloud for its strategies, and for the signals of those that are pulled. */
  async pull(): Promise<Result<null, Refusal>> {
    const { sync, now } = this.#parts;
    const { access } = sync;
    if (access === null) return refuse('cloud.notConnected');
    if (this.#pulling) return ok(null);
    this.#pulling = true;
    this.#triedAt = now();
    try {
      const failure = await this.#ask(access);
      this.#failure = failure === null ? null : sayFailure(failure);
      if (this.#failure !== null) return err(this.#failure);
      this.#pulledAt = now();
      return ok(null);
    } finally {
      this.#pulling = false;
    }
  }

  /** Puts what came down before the trader. Refused: it cannot be taken into a plan. */
  async check(strategy: string): Promise<Result<SignalsCheckRow, Refusal>> {
    const { store, desk } = this.#parts;
    const received = store.of(strategy);
    if (received === null) return refuse('cloud.noSignals', { strategy });
    const checked = this.#checked(received);
    if (!checked.ok) return checked;
    const { date, tradeDate } = checked.value;
    const before = store.takenFor(strategy, tradeDate);
    const doubts = before === null || before === received.contentId ? [] : [refusal('signals.changed', { strategy, date })];
    const bytes = Buffer.from(signalsDocument(received.contentId, checked.value));
    return ok(await desk.check(`${strategy}-${tradeDate}.json`, bytes, { doubts, onTaken: () => store.take(received) }));
  }

  async #ask({ client, credentials }: NonNullable<CloudSync['access']>): Promise<CloudFailure | null> {
    const listed = await client.strategies(credentials);
    if (!listed.ok) return listed.error;
    for (const strategy of this.#wanted().filter((id) => listed.value.some((one) => one.id === id))) {
      const received = await client.signals(credentials, strategy);
      if (received.ok) this.#arrived(received.value, credentials.key);
      else if (!isStillSilent(received.error)) return received.error;
    }
    this.#parts.facts.keep(listed.value.map((one) => this.#factsOf(one, credentials)));
    return null;
  }

  /** Says so once, when they are others than those that lay here, and what is wrong with them. */
  #arrived(received: SignedSignals, key: string): void {
    const { store, notices } = this.#parts;
    const { strategy, tradeDate } = received.signals;
    if (store.of(strategy)?.contentId === received.contentId) return;
    const before = store.takenFor(strategy, tradeDate);
    store.keep(received);
    const checked = this.#checkedWith(key, received);
    if (!checked.ok) notices.add('warn', checked.error.code, checked.error.params);
    else if (before !== null) notices.add('warn', 'signals.changed', { strategy, date: received.signals.date });
    else notices.add('info', 'signals.arrived', { strategy, tradeDate });
  }

  #factsOf({ signalsMadeAt: _latest, ...facts }: ListedStrategy, { key }: Credentials): StrategyFacts {
    const received = this.#parts.store.of(facts.id);
    const verified = received === null ? null : this.#checkedWith(key, received).ok;
    return {
      ...facts,
      signalsMadeAt: received?.signals.madeAt ?? null,
      signalsFor: received?.signals.tradeDate ?? null,
      signalsVerified: verified,
      fetchedAt: new Date(this.#parts.now()).toISOString(),
    };
  }

  #strategyRow({ id, title, source, since, totalReturn, maxDrawdown, sharpe }: StrategyFacts): CloudStrategyRow {
    const { store, settings, session } = this.#parts;
    const received = store.of(id);
    return {
      ...{ id, title, source, since, totalReturn, maxDrawdown, sharpe },
      followed: session.state.strategies.followed.has(id as StrategyId),
      pulled: settings.get().pulled.includes(id),
      madeAt: received?.signals.madeAt ?? null,
      signalsFor: received?.signals.tradeDate ?? null,
      problem: this.#problemOf(id),
      taken: received !== null && store.takenFor(id, received.signals.tradeDate) === received.contentId,
    };
  }

  /** Those that were ticked, and those that the account follows. */
  #wanted(): readonly string[] {
    const { settings, session } = this.#parts;
    return [...new Set([...settings.get().pulled, ...session.state.strategies.followed.keys()])];
  }

  #problemOf(strategy: string): Refusal | null {
    const received = this.#parts.store.of(strategy);
    const checked = received === null ? null : this.#checked(received);
    return checked === null || checked.ok ? null : checked.error;
  }

  #checked(received: SignedSignals): Result<StrategySignals, Refusal<SignalsProblem | 'cloud.notConnected'>> {
    const { access } = this.#parts.sync;
    return access === null ? refuse('cloud.notConnected') : this.#checkedWith(access.credentials.key, received);
  }

  /** That they differ from those of before is for the trader to judge. */
  #checkedWith(key: string, received: SignedSignals): Result<StrategySignals, Refusal<SignalsProblem>> {
    const { calendar } = this.#parts;
    return checkSignals(received, { strategy: received.signals.strategy, key, tradeDate: this.#session(), calendar, before: null });
  }

  /** The session that signals are wanted for: the day at hand until it is settled, then the one after it. */
  #session(): TradeDate {
    const { calendar, session, now } = this.#parts;
    const { day, settled } = session.state;
    const today = day?.date ?? tradeDateOf(now() as EpochMs);
    const next = settled === null ? null : calendar.nextSession(today);
    return next?.ok === true ? next.value : today;
  }
}

/** A strategy that has published nothing yet is nothing wrong. */
function isStillSilent(failure: CloudFailure): boolean {
  return failure.kind === 'refused' && failure.problem.code === 'cloud.noSignals';
}
