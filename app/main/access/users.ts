import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DUTIES } from '../../preload/access-rows.ts';

/** Who may use the app. The hash never leaves the main process. */
const usersSchema = z.strictObject({
  /** After so many minutes without a key or the mouse the app locks itself; null: never. */
  autoLockMinutes: z.int().positive().nullable(),
  users: z.array(z.strictObject({ name: z.string().min(1), duties: z.array(z.enum(DUTIES)), hash: z.string().min(1) })),
});

export type Users = Readonly<z.infer<typeof usersSchema>>;
export type User = Users['users'][number];

const NOBODY: Users = { autoLockMinutes: 10, users: [] };
/** Read and written by its owner alone. */
const PRIVATE = 0o600;

/** The file of the users. One that cannot be read locks the app: a login that falls away when its file is damaged is none. */
export class UserFile {
  readonly #path: string;

  constructor(dataDir: string) {
    this.#path = join(dataDir, 'users.json');
  }

  /** Null: there is a file and it cannot be read. */
  read(): Users | null {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? NOBODY : null;
    }
    try {
      const parsed = usersSchema.safeParse(JSON.parse(text));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  }

  /** Replaces the file whole: a crash leaves the old one or the new one. */
  write(users: Users): void {
    const next = `${this.#path}.new`;
    writeFileSync(next, `${JSON.stringify(users, null, 2)}\n`, { mode: PRIVATE });
    renameSync(next, this.#path);
  }
}
