import { type Refusal } from '../../core/kernel/result.ts';
import { type NoticeRow } from '../preload/contract.ts';

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
