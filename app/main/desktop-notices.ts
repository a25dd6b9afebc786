import { Notification } from 'electron';
import { type SettingsStore } from './settings-store.ts';
import { type Words, wordsOf } from './words.ts';

/** Tells the desktop what a trader who looks elsewhere must know. */
export class DesktopNotices {
  readonly #settings: SettingsStore;
  readonly #attended: boolean;
  readonly #onClick: () => void;

  /** @param attended Whether there is somebody to tell: a run by itself tells nobody. */
  constructor(settings: SettingsStore, attended: boolean, onClick: () => void) {
    this.#settings = settings;
    this.#attended = attended;
    this.#onClick = onClick;
  }

  /** Shows `title` and `body` in the trader's language, unless they want no notifications. */
  tell(text: (words: Words) => { readonly title: string; readonly body: string }): void {
    const { language, notifications } = this.#settings.get();
    if (!this.#attended || !notifications || !Notification.isSupported()) return;
    const notification = new Notification(text(wordsOf(language)));
    notification.on('click', this.#onClick);
    notification.show();
  }
}
