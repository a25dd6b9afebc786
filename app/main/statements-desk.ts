import { FIELDS } from '../../adapters/statements/headings.ts';
import { MappingFolder, type NamedMapping, joinedMapping } from '../../adapters/statements/mapping-folder.ts';
import { type StatementMapping } from '../../adapters/statements/mapping.ts';
import { readStatement } from '../../adapters/statements/read-statement.ts';
import { sketchStatement } from '../../adapters/statements/sketch.ts';
import { type Refusal, type Result, ok, refusal, refuse } from '../../core/kernel/result.ts';
import { ROW_KINDS, type RowKind, type Statement } from '../../core/settlement/statement.ts';
import { type StatementFileRow, type StatementsRow } from '../preload/contract.ts';

const KINDS = Object.keys(ROW_KINDS) as RowKind[];
const MOST_REMARKS = 200;

/** A broker's file as somebody chose or dropped it. */
export interface StatementFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Checked {
  readonly row: StatementFileRow;
  /** Null: it cannot be compared. */
  readonly statement: Statement | null;
}

/**
 * A broker's files on their way to be compared: read and shown with all that is odd first. They stay until they are
 * compared or taken away, and are read anew when a mapping says more of them.
 */
export class StatementsDesk {
  readonly #folder: MappingFolder;
  readonly #files = new Map<string, StatementFile>();
  #checked: readonly Checked[] = [];
  #problems: readonly Refusal[] = [];
  #count = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(folder: MappingFolder) {
    this.#folder = folder;
  }

  /** A file of a name that lies here already takes its place. */
  add(files: readonly StatementFile[]): Promise<StatementsRow> {
    return this.#inTurn(() => {
      for (const file of files) this.#files.set(file.name, file);
    });
  }

  drop(name: string): Promise<StatementsRow> {
    return this.#inTurn(() => {
      this.#files.delete(name);
    });
  }

  /** How a file would be read with a mapping that is not saved yet; null: there is no such file. */
  async preview(name: string, mapping: NamedMapping): Promise<StatementFileRow | null> {
    const file = this.#files.get(name);
    const { mappings } = await this.#folder.list();
    return file === undefined ? null : (await checked(file, [joinedMapping(mapping, mappings)])).row;
  }

  /** Keeps a mapping for this time and every other. @throws the file system's error. */
  learn(mapping: NamedMapping): Promise<StatementsRow> {
    return this.#inTurn(async () => {
      const { mappings } = await this.#folder.list();
      this.#folder.save(joinedMapping(mapping, mappings));
    });
  }

  /** All files, which are then taken from the desk, if each can be compared and they are the ones that were shown. */
  take(token: string): Result<readonly Statement[], Refusal> {
    if (token !== this.#token || this.#checked.length === 0) return refuse('statement.tokenUnknown');
    const statements = this.#checked.flatMap(({ statement }) => statement ?? []);
    if (statements.length < this.#checked.length) return refuse('statement.notReadable', { files: this.#checked.length - statements.length });
    this.#files.clear();
    this.#checked = [];
    this.#count += 1;
    return ok(statements);
  }

  /** One after the other, so that what is shown last is what lies here. */
  #inTurn(change: () => void | Promise<void>): Promise<StatementsRow> {
    const done = this.#turn.then(change).then(() => this.#read());
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #read(): Promise<StatementsRow> {
    const { mappings, problems } = await this.#folder.list();
    this.#checked = await Promise.all([...this.#files.values()].map((file) => checked(file, mappings)));
    this.#problems = problems;
    this.#count += 1;
    return this.#row();
  }

  #row(): StatementsRow {
    return { token: this.#token, files: this.#checked.map(({ row }) => row), problems: this.#problems, fields: FIELDS, kinds: KINDS };
  }

  get #token(): string {
    return `statements-${this.#count}`;
  }
}

/** Reads a file; one that cannot be read is shown with its columns, for a person to say what they are. */
async function checked(file: StatementFile, mappings: readonly StatementMapping[]): Promise<Checked> {
  const sketch = await sketchStatement(file, mappings);
  const { columns, missing, kind } = sketch.ok ? sketch.value : { columns: [], missing: [], kind: null };
  const row = { name: file.name, columns, missing, broker: null, kind, rows: 0, kinds: [], unknownWords: [], cash: null, remarks: [] };
  const read = await readStatement(file, mappings);
  if (!read.ok) return { statement: null, row: { ...row, problem: read.error } };
  return { statement: read.value, row: { ...row, problem: null, ...factsOf(read.value) } };
}

type Facts = Pick<StatementFileRow, 'broker' | 'kind' | 'rows' | 'kinds' | 'unknownWords' | 'cash' | 'remarks'>;

function factsOf({ broker, kind, rows, cash, remarks }: Statement): Facts {
  const kinds = KINDS.map((one) => ({ kind: one, count: rows.filter((row) => row.kind === one).length })).filter(({ count }) => count > 0);
  const unknownWords = [...new Set(rows.filter((row) => row.kind === 'unknown').map(({ words }) => words))];
  const said = remarks.slice(0, MOST_REMARKS).map(({ code, ...params }) => refusal(code, params));
  return { broker, kind, rows: rows.length, kinds, unknownWords, cash, remarks: said };
}
