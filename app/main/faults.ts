import { POLICY } from '../../core/kernel/ids.ts';
import { type DesktopNotices } from './desktop-notices.ts';
import { type Log } from './logger.ts';
import { type Notices } from './notices.ts';
import { type Session } from '../terminal/session.ts';

/**
 * What becomes of an error that nobody expected: it is kept in the log, everything that could send a new order is
 * paused, and the trader is told with the reference that finds it. Reducing risk stays possible.
 */
export class Faults {
  readonly #log: Log;
  readonly #notices: Notices;
  readonly #desktop: DesktopNotices;
  readonly #session: () => Session | null;

  /** @param session The session, once it is open: it may fail on the way. */
  constructor(log: Log, notices: Notices, desktop: DesktopNotices, session: () => Session | null) {
    this.#log = log;
    this.#notices = notices;
    this.#desktop = desktop;
    this.#session = session;
  }

  /** Watches over the process: without a listener Electron would show a dialog and leave trading as it is. */
  watch(process: Pick<NodeJS.Process, 'on'>): void {
    process.on('uncaughtException', (error) => this.report(error, 'uncaught'));
    process.on('unhandledRejection', (reason) => this.report(reason, 'unhandled rejection'));
  }

  /** Returns the reference under which the log has it. */
  report(error: unknown, where: string): string {
    const reference = this.#log.fault(error, where);
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
