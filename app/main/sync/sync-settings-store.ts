import { join } from 'node:path';
import { z } from 'zod';
import { UPLOAD_KINDS } from '../../preload/sync-rows.ts';
import { JsonFile } from '../json-file.ts';

const syncSettingsSchema = z.strictObject({
  /** The cloud and who we are there; null: none was named. */
  cloud: z.strictObject({ address: z.string(), user: z.string(), terminal: z.string() }).nullable(),
  kinds: z.array(z.enum(UPLOAD_KINDS)),
  paused: z.boolean(),
  /** The strategies whose signals come down. */
  pulled: z.array(z.string()).prefault([]),
  /** When they do by themselves, as a time of day in Shanghai; null: when somebody asks. */
  pullAt: z.int().min(0).max(86_399_999).nullable().prefault(null),
});
export type SyncSettings = Readonly<z.infer<typeof syncSettingsSchema>>;

const DEFAULTS: SyncSettings = { cloud: null, kinds: [...UPLOAD_KINDS], paused: false, pulled: [], pullAt: null };

/** Where to the account's days go up, and what of them; no secret is in it. */
export class SyncSettingsStore {
  /** Where a damaged file was set aside; null when it was in order. */
  readonly damaged: string | null;
  readonly #file: JsonFile<SyncSettings>;
  #settings: SyncSettings;

  constructor(dataDir: string) {
    this.#file = new JsonFile(join(dataDir, 'sync.json'), syncSettingsSchema, DEFAULTS);
    const { value, damaged } = this.#file.read();
    this.#settings = value;
    this.damaged = damaged;
  }

  get(): SyncSettings {
    return this.#settings;
  }

  set(change: Partial<SyncSettings>): void {
    const next = { ...this.#settings, ...change };
    this.#file.write(next);
    this.#settings = next;
  }
}
