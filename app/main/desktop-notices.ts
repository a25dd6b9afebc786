import { Notification } from 'electron';
import { type OmsEvent } from '../../core/oms/events.ts';
import { type Session } from '../terminal/session.ts';
import { type SettingsStore } from './settings-store.ts';
import { type Words, wordsOf } from './words.ts';

/** The same thing is not told again within this time: a hundred rejected orders are one piece of news. */
const QUIET_MS = 10_000;

type News = 'halted' | 'unknown' | 'rejected' | 'settled' | 'watch' | 'script';

/** Tells the desktop what a trader who looks elsewhere must know. */
export class DesktopNotices {
  readonly #settings: SettingsStore;
  readonly #attended: boolean;
  readonly #onClick: () => void;
  readonly #now: () => number;
  readonly #told = new Map<News, number>();

  /** @param attended Whether there is somebody to tell: a run by itself tells nobody. */
  constructor(settings: SettingsStore, attended: boolean, onClick: () => void, now: () => number) {
    this.#settings = settings;
    this.#attended = attended;
    this.#onClick = onClick;
    this.#now = now;
  }

  follow(session: Pick<Session, 'onChange'>): void {
    session.onChange(({ records }) => {
      for (const { event } of records) {
        const news = newsOf(event);
        if (news !== null) this.#tellNews(news);
      }
    });
  }

  /** Shows `title` and `body` in the trader's language, unless they want no notifications. */
  tell(text: (words: Words) => { readonly title: string; readonly body: string }): void {
    const { language, notifications } = this.#settings.get();
    if (!this.#attended || !notifications || !Notification.isSupported()) return;
    const notification = new Notification(text(wordsOf(language)));
    notification.on('click', this.#onClick);
    notification.show();
  }

  #tellNews(news: News): void {
    const now = this.#now();
    if (now - (this.#told.get(news) ?? -QUIET_MS) < QUIET_MS) return;
    this.#told.set(news, now);
    this.tell((words) => ({ title: words[`${news}Title`], body: words[`${news}Body`] }));
  }
}

function newsOf(event: OmsEvent): News | null {
  switch (event.type) {
    case 'accountHalted':
      return 'halted';
    case 'orderOutcomeUnknown':
      return 'unknown';
    case 'daySettled':
      return 'settled';
    case 'watchFired':
    case 'exitFired':
      return 'watch';
    case 'scriptStopped':
      return 'script';
    case 'reportReceived':
      return event.report.kind === 'rejected' ? 'rejected' : null;
    default:
      return null;
  }
}
