import { type HealthRow, type Settings, type Update } from '../preload/contract.ts';
import { type SessionView } from '../terminal/view/session-view.ts';
import { type Access } from './access/access.ts';
import { type Notices } from './notices.ts';

/** About twenty messages a second: quick to the eye, and no screen is drawn more often than it can be looked at. */
export const FLUSH_EVERY_MS = 50;

type AccessView = Pick<Access, 'row' | 'onChange'>;

/**
 * Makes the numbered messages of the window out of what the session's view, the notices and the settings have to say.
 * Nothing is sent before the window has asked for a snapshot, and nothing after it has gone.
 */
export class Publisher {
  readonly #view: Pick<SessionView, 'snapshot' | 'changes'>;
  readonly #notices: Notices;
  readonly #access: AccessView;
  readonly #send: (update: Update) => void;
  #seq = 0;
  #listening = false;
  #settings: Settings | null = null;
  #accessChanged = false;
  #ailing: readonly HealthRow[] = [];
  #ailingChanged = false;

  constructor(view: Pick<SessionView, 'snapshot' | 'changes'>, notices: Notices, access: AccessView, send: (update: Update) => void) {
    this.#view = view;
    this.#notices = notices;
    this.#access = access;
    access.onChange(() => {
      this.#accessChanged = true;
    });
    this.#send = send;
  }

  /** Everything as it stands; changes follow from now on. */
  snapshot(): Update {
    this.#listening = true;
    this.#settings = null;
    this.#accessChanged = false;
    this.#ailingChanged = false;
    return this.#number({ ...this.#view.snapshot(), notices: this.#notices.all(), access: this.#access.row(), ailing: this.#ailing });
  }

  /** Nobody listens any more, until the next snapshot. */
  stop(): void {
    this.#listening = false;
  }

  settingsChanged(settings: Settings): void {
    this.#settings = settings;
  }

  ailingChanged(ailing: readonly HealthRow[]): void {
    this.#ailing = ailing;
    this.#ailingChanged = true;
  }

  /** Sends what has changed since the last time, if anything. */
  flush(): void {
    if (!this.#listening) return;
    const changes = this.#view.changes();
    const own = this.#ownNews();
    if (changes !== null || Object.keys(own).length > 0) this.#send(this.#number({ ...(changes ?? { reset: false }), ...own }));
  }

  /** What has changed beside the session. */
  #ownNews(): Pick<Update, 'notices' | 'settings' | 'access' | 'ailing'> {
    const notices = this.#notices.take();
    const settings = this.#settings;
    const access = this.#accessChanged ? this.#access.row() : null;
    const ailing = this.#ailingChanged ? this.#ailing : null;
    this.#settings = null;
    this.#accessChanged = false;
    this.#ailingChanged = false;
    return {
      ...(notices.length === 0 ? {} : { notices }),
      ...(settings === null ? {} : { settings }),
      ...(access === null ? {} : { access }),
      ...(ailing === null ? {} : { ailing }),
    };
  }

  #number(update: Omit<Update, 'seq'>): Update {
    this.#seq += 1;
    return { seq: this.#seq, ...update };
  }
}
