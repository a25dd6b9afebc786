import { join } from 'node:path';
import { safeStorage } from 'electron';
import { z } from 'zod';
import { JsonFile } from './json-file.ts';

export type SecretName = 'mail' | 'wecom' | 'webhook' | 'gateway' | 'cloudToken' | 'cloudKey';

const fileSchema = z.record(z.string(), z.base64());

// Electron's new asynchronous calls are not in every runtime that the app is tested on.
/* oxlint-disable typescript/no-deprecated */

/**
 * Passwords and addresses with keys in them, encrypted by the system's own store. Where the system has none they are
 * kept in memory alone and have to be given again after a start. They never leave the main process.
 */
export class Secrets {
  readonly #file: JsonFile<Readonly<Record<string, string>>>;
  readonly #known = new Map<SecretName, string>();

  constructor(dataDir: string) {
    this.#file = new JsonFile(join(dataDir, 'secrets.json'), fileSchema, {});
  }

  get outlivesTheApp(): boolean {
    return safeStorage.isEncryptionAvailable();
  }

  get(name: SecretName): string {
    const known = this.#known.get(name) ?? this.#read(name);
    this.#known.set(name, known);
    return known;
  }

  /** Empty: forgets it. */
  set(name: SecretName, secret: string): void {
    this.#known.set(name, secret);
    if (!this.outlivesTheApp) return;
    const { [name]: _old, ...others } = this.#file.read().value;
    this.#file.write(secret === '' ? others : { ...others, [name]: safeStorage.encryptString(secret).toString('base64') });
  }

  /** What another machine or user has encrypted cannot be read and has to be given again. */
  #read(name: SecretName): string {
    const encrypted = this.outlivesTheApp ? this.#file.read().value[name] : undefined;
    if (encrypted === undefined) return '';
    try {
      return safeStorage.decryptString(Buffer.from(encrypted, 'base64'));
    } catch {
      return '';
    }
  }
}
