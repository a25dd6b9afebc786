import { type ExecutionQuality, executionQuality, standingPrices } from '../../../core/analytics/execution-quality.ts';
import { type LineId } from '../../../core/kernel/ids.ts';
import { type EpochMs } from '../../../core/kernel/time.ts';
import { type Price } from '../../../core/kernel/units.ts';
import { type PlanLine } from '../../../core/plan/line.ts';
import { type TimelineRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { type Dirty } from './dirty.ts';
import { type IntradayBook } from './intraday.ts';
import { LineMarks, marketMark } from './line-marks.ts';

/** How often the timeline of the watched line is told anew while its market moves. */
const EVERY_MS = 500;

/** The one line that a window looks at closely: its plan, its market and how well it does. */
export class LineWatch {
  readonly marks = new LineMarks();
  #id: LineId | null = null;
  /** Minutes before this one have been told for good. */
  #until = 0 as EpochMs;
  #at = 0;
  #stale = false;

  /** Null: no line is watched any more. */
  select(id: LineId | null): void {
    this.#id = id;
  }

  /** The line's timeline with all minutes of the day so far; null when no line is watched. */
  whole(session: Session, intraday: IntradayBook, now: number): TimelineRow | null {
    this.#until = 0 as EpochMs;
    return this.#row(session, intraday, now);
  }

  /** The line's timeline when it has changed and was not told of just now; with the minutes since the last time. */
  changed(dirty: Dirty, session: Session, intraday: IntradayBook, now: number): TimelineRow | null {
    const line = this.#id === null ? undefined : session.state.lines.get(this.#id);
    if (line === undefined) return null;
    if (dirty.lines.has(line.id)) return this.#row(session, intraday, now);
    this.#stale ||= dirty.quotes.has(line.instrument);
    return this.#stale && now - this.#at >= EVERY_MS ? this.#row(session, intraday, now) : null;
  }

  #row(session: Session, intraday: IntradayBook, now: number): TimelineRow | null {
    const line = this.#id === null ? undefined : session.state.lines.get(this.#id);
    if (line === undefined) return null;
    this.#at = now;
    this.#stale = false;
    const points = intraday.points(line.instrument, this.#until);
    this.#until = (points.at(-1)?.time ?? this.#until) as EpochMs;
    const run = session.dryRun(line.id, {});
    const { slices, schedule, waits } = run.ok ? run.value : { slices: [], schedule: [], waits: run.error };
    return { lineId: line.id, points, schedule, slices, waits, ...this.#measured(line, session, intraday) };
  }

  /** The window in which the line acted so far, and its result in it; nulls before it has begun. */
  #measured(line: PlanLine, session: Session, intraday: IntradayBook): Pick<TimelineRow, 'window' | 'quality'> {
    const arrival = this.marks.arrivalOf(line.id);
    if (arrival === undefined) return { window: null, quality: null };
    const end = this.marks.endOf(line.id) ?? marketMark(session.market, line.instrument, session.now());
    const rules = session.rulesOf(line.instrument);
    const points = intraday.points(line.instrument, arrival.time).map(({ time, price }) => ({ time: time as EpochMs, price: price as Price }));
    const prices = rules === undefined ? [] : standingPrices(points, arrival.time, end.time, rules);
    const fills = session.state.fills.filter(({ lineId }) => lineId === line.id);
    const quality: ExecutionQuality = executionQuality({ side: line.side, planned: line.plannedQuantity, fills, arrival, end, prices });
    return { window: { from: arrival.time, until: end.time }, quality };
  }
}
