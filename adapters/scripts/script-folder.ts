import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type ScriptText } from '../../core/execution/script-port.ts';
import { type ScriptId, isScriptId } from '../../core/kernel/script.ts';
import { writeWhole } from '../files/atomic-file.ts';
import { scriptText } from './script-text.ts';

/** A script's file: its name, and whether it is TypeScript. */
const FILE = /^(?<name>.+)\.(?:ts|js|mjs)$/;
/** Which texts have been tried, by their version, on which recorded day. */
const TRIED = 'tried.json';

const triedSchema = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string());

/** A script as it lies in its folder. */
export interface StoredScript {
  readonly text: ScriptText;
  /** The recorded day that this very text was tried on; null: none. */
  readonly triedOn: string | null;
}

/** The name of a script by its file; null when it is no file of one. */
export function scriptOfFile(file: string): ScriptId | null {
  const name = FILE.exec(path.basename(file))?.groups?.['name'];
  return name !== undefined && isScriptId(name) ? name : null;
}

/** The folder that a user's scripts lie in, with a record of those that were tried. */
export class ScriptFolder {
  readonly path: string;

  constructor(folder: string) {
    this.path = folder;
  }

  /** Every script, by name; nothing where there is no folder. The first file of a name counts. */
  list(): readonly StoredScript[] {
    const tried = this.#tried();
    const found = new Map<ScriptId, StoredScript>();
    for (const file of this.#files()) {
      const script = scriptOfFile(file);
      if (script === null || found.has(script)) continue;
      const text = scriptText(script, file, readFileSync(path.join(this.path, file), 'utf8'));
      found.set(script, { text, triedOn: tried[text.version] ?? null });
    }
    return [...found.values()];
  }

  /** Whole or not at all. @throws the file system's error. */
  save({ file, source }: Pick<ScriptText, 'file' | 'source'>): void {
    this.#write(file, source);
  }

  remove(file: string): void {
    rmSync(path.join(this.path, file), { force: true });
  }

  /** Remembers that a text got through a recorded day. */
  recordTrial(version: string, date: string): void {
    this.#write(TRIED, `${JSON.stringify({ ...this.#tried(), [version]: date }, null, 2)}\n`);
  }

  #files(): readonly string[] {
    try {
      return readdirSync(this.path).toSorted();
    } catch {
      return [];
    }
  }

  /** A record that cannot be read says of nothing that it was tried. */
  #tried(): Readonly<Record<string, string>> {
    try {
      return triedSchema.parse(JSON.parse(readFileSync(path.join(this.path, TRIED), 'utf8')));
    } catch {
      return {};
    }
  }

  #write(name: string, text: string): void {
    mkdirSync(this.path, { recursive: true });
    writeWhole(path.join(this.path, name), text);
  }
}
