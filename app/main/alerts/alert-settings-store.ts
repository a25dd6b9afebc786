import { join } from 'node:path';
import { type AlertSettings, alertSettingsSchema } from '../../preload/alert-schemas.ts';
import { timeOfDay } from '../../../core/kernel/time.ts';
import { JsonFile } from '../json-file.ts';

export const DEFAULT_ALERT_SETTINGS: AlertSettings = {
  from: { desktop: 'info', sound: 'critical', mail: 'off', wecom: 'off', webhook: 'off' },
  mail: { host: '', port: 465, secure: true, user: '', from: '', to: '' },
  planBy: timeOfDay('09:10:00'),
  sealBy: timeOfDay('17:00:00'),
  stuckMs: 30_000,
  limits: {
    quotes: { warn: 10_000, bad: 30_000 },
    commit: { warn: 100, bad: 1_000 },
    loop: { warn: 500, bad: 2_000 },
    memory: { warn: 900, bad: 2_000 },
    disk: { warn: 2_048, bad: 256 },
    clock: { warn: 1_000, bad: 5_000 },
  },
};

/** When the trader is told of what, kept in the data folder. */
export class AlertSettingsStore {
  readonly #file: JsonFile<AlertSettings>;
  #settings: AlertSettings;

  constructor(dataDir: string) {
    this.#file = new JsonFile(join(dataDir, 'alerts.json'), alertSettingsSchema, DEFAULT_ALERT_SETTINGS);
    this.#settings = this.#file.read().value;
  }

  get(): AlertSettings {
    return this.#settings;
  }

  set(settings: AlertSettings): void {
    this.#file.write(settings);
    this.#settings = settings;
  }
}
