import { POLICY } from '../../core/kernel/ids.ts';
import { type DesktopNotices } from './desktop-notices.ts';
import { type Log } from './logger.ts';
import { type Notices } from './notices.ts';
import { type Session } from '../terminal/session.ts';

/** The same fault again within this time is the same piece of news: a timer that fails would tell it all day. */
const SAME_WITHIN_MS = 60_000;

/**
 * What becomes of an error that nobody expected: it is kept in the log, everything that could send a new order is
 * paused, and the trader is told with the reference that finds it. Reducing risk stays possible.
 */
export class Faults {
  readonly #log: Log;
  readonly #notices: Notices;
  readonly #desktop: Pick<DesktopNotices, 'tell'>;
  readonly #session: () => Session | null;
  readonly #now: () => number;
  readonly #recent = new Map<string, { readonly reference: string; readonly at: number }>();

  /** @param session The session, once it is open: it may fail on the way. */
  constructor(log: Log, notices: Notices, desktop: Pick<DesktopNotices, 'tell'>, session: () => Session | null, now: () => number) {
    this.#log = log;
    this.#notices = notices;
    this.#desktop = desktop;
    this.#session = session;
    this.#now = now;
  }

  /** Watches over the process: without a listener Electron would show a dialog and leave trading as it is. */
  watch(process: Pick<NodeJS.Process, 'on'>): void {
    process.on('uncaughtException', (error) => this.report(error, 'uncaught'));
    process.on('unhandledRejection', (reason) => this.report(reason, 'unhandled rejection'));
  }

  /** Returns the reference under which the log has it. */
  report(error: unknown, where: string): string {
    const key = `${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    const before = this.#recent.get(key);
    if (before !== undefined && this.#now() - before.at < SAME_WITHIN_MS) return before.reference;
    const reference = this.#log.fault(error, where);
    this.#recent.set(key, { reference, at: this.#now() });
    this.#notices.add('error', 'app.fault', { reference });
    this.#desktop.tell((words) => ({ title: words.faultTitle, body: words.faultBody + reference }));
    try {
      this.#session()?.command({ type: 'setPauses', pauses: { buys: true, sells: true } }, POLICY);
    } catch (worse) {
      this.#log.fault(worse, 'pausing after a fault');
    }
    return reference;
  }
}
