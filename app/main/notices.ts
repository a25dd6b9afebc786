import { type Refusal } from '../../core/kernel/result.ts';
import { firedReason } from '../../core/oms/decide-watch.ts';
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
  /** An error of ours: new orders are paused; `params.reference` finds it in the log. */
  | 'app.fault'
  /** The settings could not be read and start from their defaults; `params.file` is where the old ones lie. */
  | 'app.settingsDamaged';

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
    this.#put(level, { code, params });
  }

  /** Tells of each watch that fires; not again of what a day that is run again comes by. */
  follow(session: Pick<Session, 'onChange' | 'broker'>): void {
    session.onChange(({ records }) => {
      for (const { event } of records) {
        if (event.type === 'watchFired' && session.broker() !== 'connecting') this.#put('warn', firedReason(event));
      }
    });
  }

  #put(level: NoticeRow['level'], { code, params }: Refusal): void {
    this.#count += 1;
    const notice = { id: this.#count, level, code, params, at: this.#now() };
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
