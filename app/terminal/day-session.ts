import { randomUUID } from 'node:crypto';
import { type Actor } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { type EpochMs } from '../../core/kernel/time.ts';
import { turnoverOf } from '../../core/kernel/units.ts';
import { type Instrument, type InstrumentId } from '../../core/market/instrument.ts';
import { type Phase, type TradingRules } from '../../core/market/rules.ts';
import { type Command, type Ticket } from '../../core/oms/command.ts';
import { type OmsState } from '../../core/oms/state.ts';
import { type Engine } from './engine.ts';
import { type MarketStore } from './market-store.ts';
import { type Pace } from './pace.ts';
import { type ConnectionState, type SessionChange, type TicketPreview } from './session.ts';
import { type Timetable } from './timetable.ts';

/** One day that is being played: what a `Session` shows of it. */
export interface PlayedDay {
  readonly engine: Engine;
  readonly market: MarketStore;
  readonly timetable: Timetable;
  readonly pace: Pace;
  /** Settles when the day has been closed, stopped, or failed. */
  readonly finished: Promise<void>;
}

/** The part of a session that is the same for every played day. */
export class DayView {
  readonly #day: PlayedDay;
  #quotes: ConnectionState = 'connecting';
  #broker: ConnectionState = 'connected';

  constructor(day: PlayedDay) {
    this.#day = day;
    void day.finished.finally(() => {
      this.#quotes = 'ended';
      if (day.pace.stopped) this.#broker = 'ended';
    });
  }

  get state(): OmsState {
    return this.#day.engine.state;
  }

  get market(): MarketStore {
    return this.#day.market;
  }

  get instruments(): ReadonlyMap<InstrumentId, Instrument> {
    return new Map([...this.#day.market.references].map(([id, reference]) => [id, reference.instrument]));
  }

  now(): EpochMs {
    return this.#day.engine.now;
  }

  phase(): Phase {
    return this.#day.engine.phase;
  }

  rulesOf(instrument: InstrumentId): TradingRules | undefined {
    return this.#day.engine.rulesOf(instrument);
  }

  get phases(): readonly Phase[] {
    return this.#day.timetable.phases;
  }

  broker(): ConnectionState {
    return this.#broker;
  }

  quotes(): ConnectionState {
    return this.#quotes;
  }

  command(command: Command, by: Actor): Result<void, Refusal> {
    return this.#day.engine.command(command, by);
  }

  preview(ticket: Ticket): Result<TicketPreview, Refusal> {
    const judged = this.#day.engine.preview(ticket);
    if (!judged.ok) return judged;
    const { request, gate, fees, terms } = judged.value;
    return ok({
      verdicts: gate.verdicts,
      allowed: gate.allowed === request.quantity,
      price: request.price,
      value: turnoverOf(request.price, request.quantity),
      fees,
      frozen: terms.frozen,
      token: randomUUID(),
    });
  }

  /** Notes that quotes are flowing, for the status bar. */
  heard(change: SessionChange): void {
    if (change.quotes.length > 0 && this.#quotes === 'connecting') this.#quotes = 'connected';
  }
}
