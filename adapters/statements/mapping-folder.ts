import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../files/atomic-file.ts';
import { type InputProblem } from '../files/input-problem.ts';
import { type StatementMapping, readMapping } from './mapping.ts';

const FILE = /^mapping-.+\.json$/;

/** What a folder of mappings holds, and what of it cannot be used. */
export interface StoredMappings {
  readonly mappings: readonly StatementMapping[];
  readonly problems: readonly InputProblem[];
}

/** A mapping that names its broker, which its file is called after. */
export type NamedMapping = StatementMapping & { readonly broker: string };

/** The folder of a user's own mappings, a file for each broker. */
export class MappingFolder {
  readonly path: string;

  constructor(folder: string) {
    this.path = folder;
  }

  /** Every mapping, by its broker's name; nothing where there is no folder. */
  async list(): Promise<StoredMappings> {
    const mappings: StatementMapping[] = [];
    const problems: InputProblem[] = [];
    for (const file of this.#files()) {
      const read = await readMapping(path.join(this.path, file));
      if (read.ok) mappings.push(read.value);
      else problems.push(read.error);
    }
    return { mappings, problems };
  }

  /** Whole or not at all; what was there of the same broker gives way. @throws the file system's error. */
  save(mapping: NamedMapping): void {
    mkdirSync(this.path, { recursive: true });
    writeWhole(path.join(this.path, `mapping-${mapping.broker}.json`), `${JSON.stringify(mapping, null, 2)}\n`);
  }

  #files(): readonly string[] {
    try {
      return readdirSync(this.path).filter((file) => FILE.test(file)).toSorted();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }
}

/** One mapping for all files of a broker: what is said now counts before what was said of it earlier. */
export function joinedMapping(said: NamedMapping, mappings: readonly StatementMapping[]): NamedMapping {
  const before = mappings.find(({ broker }) => broker === said.broker);
  if (before === undefined) return said;
  return { ...said, headings: { ...before.headings, ...said.headings }, words: { ...before.words, ...said.words } };
}
