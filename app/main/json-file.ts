import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type z } from 'zod';

/** How reading went: `damaged` names where the unreadable file was put. */
export type JsonRead<T> = { readonly value: T; readonly damaged: string | null };

/**
 * A small JSON file of ours. A damaged one is set aside and the default used: a window that does not open because of a
 * theme would be worse than a theme that is forgotten.
 */
export class JsonFile<T> {
  readonly #path: string;
  readonly #schema: z.ZodType<T>;
  readonly #initial: T;

  constructor(path: string, schema: z.ZodType<T>, initial: T) {
    this.#path = path;
    this.#schema = schema;
    this.#initial = initial;
  }

  read(): JsonRead<T> {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch {
      return { value: this.#initial, damaged: null };
    }
    const value = this.#parse(text);
    if (value !== null) return { value, damaged: null };
    const aside = `${this.#path}.damaged`;
    renameSync(this.#path, aside);
    return { value: this.#initial, damaged: aside };
  }

  /** Replaces the file whole: a crash leaves the old one or the new one. */
  write(value: T): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    const next = `${this.#path}.new`;
    writeFileSync(next, `${JSON.stringify(value, null, 2)}\n`);
    renameSync(next, this.#path);
  }

  #parse(text: string): T | null {
    try {
      const parsed = this.#schema.safeParse(JSON.parse(text));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  }
}
