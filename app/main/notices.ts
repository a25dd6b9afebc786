import { type SignalsProblem } from '../../adapters/cloud/check-signals.ts';
import { type Refusal } from '../../core/kernel/result.ts';
import { firedReason } from '../../core/oms/decide/decide-watch.ts';
import { type OmsEvent, type Recorded } from '../../core/oms/events.ts';
import { type NoticeRow } from '../preload/contract.ts';
import { type Session } from '../terminal/session.ts';

/** A window that is opened later still sees this many. */
const MOST_KEPT = 100;

/** Codes of what the main process itself has to say; the window has words for each. */
export type NoticeCode =
  /** The window was closed, and the tray went on. */
  | 'app.keptRunning'
  /** The page crashed or hung, and was opened again. */
  | 'app.pageRestarted'
  /** The app was started once more on the same data folder: that start has ended, `params.pid` goes on, since `params.since`. */
  | 'app.secondStart'
  /** An error of ours: new orders are paused; `params.reference` finds it in the log. */
  | 'app.fault'
  /** The settings could not be read and start from their defaults; `params.file` is where the old ones lie. */
  | 'app.settingsDamaged'
  /** Signals came down from the cloud, and wait to be taken into the plan. */
  | 'signals.arrived'
  /** Or cannot be: they came too late, are not whole, not signed for us, or others than those that were taken. */
  | SignalsProblem
  /** The account asks a script no more; `params.lines` are the instruments of the lines that were paused for it. */
  | 'app.scriptStopped'
  /** The main process had crashed and was started again, `params.count` times lately; new orders are paused, by the trader's setting. */
  | 'app.restartedPaused'
  /** … and goes on where it was. */
  | 'app.restarted';

type Said = Pick<NoticeRow, 'level' | 'code' | 'params' | 'because' | 'script'>;

/** What the trader should know and no row says, newest last. */
export class Notices {
  readonly #now: () => number;
  #kept: readonly NoticeRow[] = [];
  #untold: readonly NoticeRow[] = [];
  #count = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(level: NoticeRow['level'], code: NoticeCode, params: Refusal['params'] = {}): void {
    this.#put({ level, code, params });
  }

  /**
   * Tells of each watch and exit that fires and each script that is stopped, not again of what a day that is run again comes by,
   * and of what is odd about a market's files.
   */
  follow(session: Pick<Session, 'onChange' | 'isCatchingUp' | 'state' | 'warnings'>): void {
    this.#warn(session.warnings);
    session.onChange(({ records, reset }) => {
      if (reset) this.#warn(session.warnings);
      if (session.isCatchingUp === true) return;
      for (const { event } of records) {
        if (event.type === 'watchFired') this.#put({ level: 'warn', ...firedReason(event) });
        if (event.type === 'exitFired') this.#put({ level: 'warn', ...event.reason });
        if (event.type === 'scriptStopped') this.#put(stoppedScript(event, records, session));
      }
    });
  }

  #warn(warnings: readonly Refusal[] = []): void {
    for (const warning of warnings) this.#put({ level: 'warn', ...warning });
  }

  #put(said: Said): void {
    this.#count += 1;
    const notice = { id: this.#count, ...said, at: this.#now() };
    this.#kept = [...this.#kept, notice].slice(-MOST_KEPT);
    this.#untold = [...this.#untold, notice];
  }

  all(): readonly NoticeRow[] {
    this.#untold = [];
    return this.#kept;
  }

  /** Those that no window has been told of. */
  take(): readonly NoticeRow[] {
    const untold = this.#untold;
    this.#untold = [];
    return untold;
  }
}

/** Which lines: those that wait for the same reason, since the same input. */
function stoppedScript(
  { script, reason }: Extract<OmsEvent, { type: 'scriptStopped' }>,
  records: readonly Recorded[],
  { state }: Pick<Session, 'state'>,
): Said {
  const paused = records.flatMap(({ event }) => (event.type === 'lineWaiting' && event.reason === reason ? [event.lineId] : []));
  const lines = paused.map((id) => state.lines.get(id)?.instrument ?? id).join(', ');
  const params = { script, count: paused.length, lines: lines === '' ? null : lines };
  return { level: 'error', code: 'app.scriptStopped' satisfies NoticeCode, params, because: reason, script };
}
