import { POLICY } from '../../../core/kernel/ids.ts';
import { type AlertRow, type HealthRow } from '../../preload/alert-rows.ts';
import { type AlertSettings } from '../../preload/alert-schemas.ts';
import { AlertBook } from '../../terminal/alerts/alert-book.ts';
import { newsOf, standing } from '../../terminal/alerts/alert-rules.ts';
import { type Finding } from '../../terminal/alerts/finding.ts';
import { type Measures, judgeHealth } from '../../terminal/alerts/health.ts';
import { type Session } from '../../terminal/session.ts';
import { type AlertChannels } from './alert-channels.ts';

/** How often everything is looked at. */
export const LOOK_EVERY_MS = 1_000;

export interface MonitorParts {
  readonly session: Session;
  readonly channels: Pick<AlertChannels, 'tell'>;
  readonly settings: () => AlertSettings;
  readonly measure: () => Measures;
  readonly now: () => number;
  /** Hears which parts without which one cannot trade are beyond their limits, whenever that changes. */
  readonly onAiling?: (ailing: readonly HealthRow[]) => void;
}

/** Where there is no room to write, or the time is not what it was. */
const VITAL: ReadonlySet<HealthRow['part']> = new Set(['disk', 'clock']);

/** Looks at every part of the running app, and tells the trader what they have to know. */
export class Monitor {
  readonly #parts: MonitorParts;
  readonly #book = new AlertBook();
  #health: readonly HealthRow[] = [];
  #ailing = '[]';
  #stoppedForDisk = false;

  constructor(parts: MonitorParts) {
    this.#parts = parts;
  }

  get health(): readonly HealthRow[] {
    return this.#health;
  }

  get alerts(): readonly AlertRow[] {
    return this.#book.rows;
  }

  /** Hears of what happens from now on; a day that is run again after a restart is no news. */
  follow(): () => void {
    const { session } = this.#parts;
    return session.onChange(({ records }) => {
      if (records.length === 0 || session.isCatchingUp === true) return;
      for (const { event } of records) {
        const news = newsOf(event, session);
        if (news !== null) this.tellNews(news);
      }
    });
  }

  tellNews(finding: Finding): void {
    this.#tell(this.#book.news(finding, this.#parts.now()));
  }

  /** Looks once at everything. */
  look(): void {
    const { session, settings, measure, now } = this.#parts;
    const { limits, ...times } = settings();
    this.#health = judgeHealth(measure(), limits);
    this.#tellAiling();
    this.#watchDisk();
    this.#tell(this.#book.observe(standing(session, times, this.#health), now()));
  }

  #tellAiling(): void {
    const ailing = this.#health.filter(({ part, state }) => VITAL.has(part) && (state === 'warn' || state === 'bad'));
    const told = JSON.stringify(ailing);
    if (told === this.#ailing) return;
    this.#ailing = told;
    this.#parts.onAiling?.(ailing);
  }

  /** Before the disk takes no more, new orders stop in order: what cannot be kept must not be sent. */
  #watchDisk(): void {
    const full = this.#health.some(({ part, state }) => part === 'disk' && state === 'bad');
    if (full && !this.#stoppedForDisk) this.#parts.session.command({ type: 'setPauses', pauses: { buys: true, sells: true } }, POLICY);
    this.#stoppedForDisk = full;
  }

  #tell(alerts: readonly AlertRow[]): void {
    for (const alert of alerts) this.#parts.channels.tell(alert);
  }
}
