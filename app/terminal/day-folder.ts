import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { type DayReport } from './report.ts';

const MANIFEST = '.kaipan-day.json';
const DATABASE = '.kaipan-day.db';
/** Temporary names of the files that a day writes, see `AtomicFile`. */
const LEFTOVER = /^\.(?:plan\.csv|orders\.csv|fills\.csv|positions\.csv|account\.json|next\.account\.json|report\.json|events\.jsonl)\.\d+\.tmp$/;

const inputFile = z.strictObject({ path: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const manifestSchema = z.strictObject({
  version: z.literal(1),
  date: z.string(),
  seed: z.int(),
  approve: z.string(),
  skipBadRows: z.boolean(),
  speed: z.string(),
  quotes: z.array(inputFile).min(1),
  signals: inputFile,
  account: inputFile,
  instruments: inputFile.nullable(),
  config: inputFile.nullable(),
  approvals: inputFile.nullable(),
  /** Why the day trades although the one before it was not sealed; null: nobody said. */
  release: z.string().nullable().default(null),
  /** Left out by days that were begun before there was such an input. */
  daily: z.array(inputFile).default([]),
  actions: inputFile.nullable().default(null),
  /** Scripts of the user's own, each with whether it had been tried when the day began. */
  scripts: z.array(inputFile.extend({ tried: z.boolean() })).default([]),
});

/** What a day was begun with: enough to go on with it after a kill, and to refuse when an input has changed since. */
export type DayManifest = Readonly<z.infer<typeof manifestSchema>>;
export type InputFile = Readonly<z.infer<typeof inputFile>>;

/**
 * The folder that a headless day writes to. While the day is unfinished it holds the manifest and the journal's
 * database; a finished day leaves only the files of the contract.
 */
export class DayFolder {
  readonly path: string;
  #created = false;

  constructor(folder: string) {
    this.path = folder;
  }

  get database(): string {
    return path.join(this.path, DATABASE);
  }

  get unfinished(): boolean {
    return existsSync(path.join(this.path, MANIFEST));
  }

  file(name: string): string {
    return path.join(this.path, name);
  }

  /** Writes the manifest before anything else. @throws the file system's error when the folder cannot be written. */
  begin(manifest: DayManifest): void {
    this.#created = mkdirSync(this.path, { recursive: true }) !== undefined;
    const target = path.join(this.path, MANIFEST);
    writeFileSync(`${target}.tmp`, `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
    renameSync(`${target}.tmp`, target);
  }

  manifest(): Result<DayManifest, Refusal> {
    if (!this.unfinished) return refuse('resume.nothing', { folder: this.path });
    try {
      return ok(manifestSchema.parse(JSON.parse(readFileSync(path.join(this.path, MANIFEST), 'utf8'))));
    } catch (error) {
      return refuse('resume.badManifest', { folder: this.path, reason: error instanceof Error ? error.message : String(error) });
    }
  }

  /** The report of a day that is finished. */
  finishedReport(): DayReport {
    return JSON.parse(readFileSync(this.file('report.json'), 'utf8')) as DayReport;
  }

  /** The day never began: leaves the place as it was found. */
  abandon(): void {
    this.#removeDatabase();
    rmSync(path.join(this.path, MANIFEST), { force: true });
    if (this.#created) rmdirSync(this.path);
  }

  /** All files are written: what was only needed while the day ran goes, the manifest last. */
  finish(): void {
    this.#removeLeftovers();
    this.#removeDatabase();
    rmSync(path.join(this.path, MANIFEST), { force: true });
  }

  /** What a kill in the middle of writing a file has left beside it. */
  #removeLeftovers(): void {
    for (const name of readdirSync(this.path)) {
      if (LEFTOVER.test(name)) rmSync(path.join(this.path, name), { force: true });
    }
  }

  #removeDatabase(): void {
    for (const suffix of ['', '-wal', '-shm', '.lock']) rmSync(`${this.database}${suffix}`, { force: true });
  }
}

/** SHA-256 of a file of any size. @throws the file system's error when it cannot be read. */
export async function fingerprint(file: string): Promise<InputFile> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return { path: path.resolve(file), sha256: hash.digest('hex') };
}
