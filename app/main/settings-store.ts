import { join } from 'node:path';
import { type Settings } from '../preload/contract.ts';
import { settingsSchema } from '../preload/schemas.ts';
import { JsonFile } from './json-file.ts';

const DEFAULT_SETTINGS: Settings = { language: 'zh', theme: 'dark', redUp: true, notifications: true, afterCrash: 'pause' };

/** The trader's settings of the app, kept in the data folder. */
export class SettingsStore {
  /** Where a damaged settings file was set aside; null when it was in order. */
  readonly damaged: string | null;
  readonly #file: JsonFile<Settings>;
  readonly #listeners = new Set<(settings: Settings) => void>();
  #settings: Settings;

  constructor(dataDir: string) {
    this.#file = new JsonFile(join(dataDir, 'settings.json'), settingsSchema, DEFAULT_SETTINGS);
    const { value, damaged } = this.#file.read();
    this.#settings = value;
    this.damaged = damaged;
  }

  get(): Settings {
    return this.#settings;
  }

  /** Changes what `patch` names, keeps it on disk and tells the listeners. Resolves to all settings. */
  set(patch: { readonly [Key in keyof Settings]?: Settings[Key] | undefined }): Settings {
    const { language, theme, redUp, notifications, afterCrash } = this.#settings;
    this.#settings = {
      language: patch.language ?? language,
      theme: patch.theme ?? theme,
      redUp: patch.redUp ?? redUp,
      notifications: patch.notifications ?? notifications,
      afterCrash: patch.afterCrash ?? afterCrash,
    };
    this.#file.write(this.#settings);
    for (const listener of this.#listeners) listener(this.#settings);
    return this.#settings;
  }

  onChange(listener: (settings: Settings) => void): void {
    this.#listeners.add(listener);
  }
}
