import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { mappingSchema } from '../../adapters/statements/mapping.ts';
import { type NamedMapping } from '../../adapters/statements/mapping-folder.ts';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { MAX_STATEMENT_BYTES, type Reply, type RequestPayload, type StatementsRow } from '../preload/contract.ts';
import { type Session } from '../terminal/session.ts';
import { type Access } from './access/access.ts';
import { type Handlers } from './gate.ts';
import { readSmall } from './small-file.ts';
import { type StatementFile, type StatementsDesk } from './statements-desk.ts';
import { type Words } from './words.ts';

type StatementRequest = 'addStatements' | 'pickStatements' | 'dropStatement' | 'checkMapping' | 'saveMapping' | 'compareStatements';

export interface StatementParts {
  readonly session: Session;
  readonly desk: StatementsDesk;
  readonly access: Pick<Access, 'actor'>;
  readonly window: () => BrowserWindow | null;
  readonly words: () => Words;
}

/** How a broker's files get from the disk into the day's settlement. */
export function statementHandlers(parts: StatementParts): Pick<Handlers, StatementRequest> {
  const { session, desk, access } = parts;
  return {
    addStatements: async ({ files }) => ok(await desk.add(files.map(({ name, bytes }) => ({ name: basename(name), bytes })))),
    pickStatements: () => pick(parts),
    dropStatement: async ({ name }) => ok(await desk.drop(name)),
    checkMapping: async ({ file, mapping }) => {
      const named = namedMapping(mapping);
      return named.ok ? ok(await desk.preview(file, named.value)) : named;
    },
    saveMapping: async ({ mapping }) => {
      const named = namedMapping(mapping);
      return named.ok ? ok(await desk.learn(named.value)) : named;
    },
    compareStatements: ({ token }) => {
      const { day, settled, sealed } = session.state;
      if (sealed) return refuse('day.sealed', { date: day?.date ?? null });
      if (settled === null) return refuse('day.notSettled', { date: day?.date ?? null });
      const statements = desk.take(token);
      if (!statements.ok) return statements;
      const done = session.command({ type: 'compareStatements', comparison: session.compareStatements(statements.value) }, access.actor());
      return done.ok ? ok(null) : done;
    },
  };
}

function namedMapping({ broker, ...mapping }: RequestPayload<'saveMapping'>['mapping']): Result<NamedMapping, Refusal> {
  const read = mappingSchema.safeParse(mapping);
  if (read.success) return ok({ ...read.data, broker });
  return refuse('ipc.badPayload', { request: 'saveMapping', field: read.error.issues[0]?.path.join('.') ?? '' });
}

async function pick({ desk, window, words }: StatementParts): Promise<Reply<StatementsRow | null>> {
  const parent = window();
  if (parent === null) return ok(null);
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: words().statementFiles, extensions: ['csv', 'txt', 'xls', 'xlsx', 'tsv', 'htm', 'html', 'gz'] }],
  });
  if (canceled || filePaths.length === 0) return ok(null);
  const files: StatementFile[] = [];
  for (const path of filePaths) {
    const bytes = await readSmall(path, MAX_STATEMENT_BYTES);
    if (bytes === null) return refuse('import.tooLarge', { name: basename(path), limit: MAX_STATEMENT_BYTES });
    files.push({ name: basename(path), bytes });
  }
  return ok(await desk.add(files));
}
