import { create } from 'zustand';
import { MAX_STATEMENT_BYTES, type RequestPayload, type StatementFileRow, type StatementsRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone, noticeRefusal } from './notices.ts';
import { readSettlement } from './settlement.ts';

export type Mapping = RequestPayload<'saveMapping'>['mapping'];

export interface StatementsUi {
  /** The files that wait to be compared; null: none were read. */
  readonly statements: StatementsRow | null;
  /** The file whose columns are being named; null: none. */
  readonly mapped: StatementFileRow | null;
  /** Whether files are being read or compared. */
  readonly busy: boolean;
}

export const useStatements = create<StatementsUi>(() => ({ statements: null, mapped: null, busy: false }));

export async function pickStatements(): Promise<void> {
  await whileBusy(async () => take(await ask(bridge().pickStatements())));
}

export async function addStatements(files: readonly File[]): Promise<void> {
  const large = files.find(({ size }) => size > MAX_STATEMENT_BYTES);
  if (large !== undefined) {
    noticeRefusal({ code: 'import.tooLarge', params: { name: large.name, limit: MAX_STATEMENT_BYTES } });
    return;
  }
  await whileBusy(async () => {
    const read = (await Promise.all(files.map(contentOf))).filter((file) => file !== null);
    if (read.length > 0) take(await ask(bridge().addStatements({ files: read })));
  });
}

/** Null, and said to the trader: it is a folder, or cannot be read. */
async function contentOf(file: File): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    noticeRefusal({ code: 'file.unreadable', params: { reason: file.name } });
    return null;
  }
}

export async function dropStatement(name: string): Promise<void> {
  take(await ask(bridge().dropStatement({ name })));
}

export async function compareStatements(token: string): Promise<void> {
  await whileBusy(async () => {
    if ((await ask(bridge().compareStatements({ token }))) === null) return;
    useStatements.setState({ statements: null });
    noticeDone('done.compared');
    await readSettlement();
  });
}

export function nameColumns(mapped: StatementFileRow | null): void {
  useStatements.setState({ mapped });
}

/** How the file would be read with the mapping; null: it is gone, or the mapping was refused. */
export async function checkMapping(file: string, mapping: Mapping): Promise<StatementFileRow | null> {
  return (await ask(bridge().checkMapping({ file, mapping })))?.value ?? null;
}

export async function saveMapping(mapping: Mapping): Promise<void> {
  const saved = await ask(bridge().saveMapping({ mapping }));
  if (saved === null) return;
  take(saved);
  nameColumns(null);
}

function take(answer: { readonly value: StatementsRow | null } | null): void {
  if (answer?.value != null) useStatements.setState({ statements: answer.value });
}

async function whileBusy(work: () => Promise<void>): Promise<void> {
  if (useStatements.getState().busy) return;
  useStatements.setState({ busy: true });
  try {
    await work();
  } finally {
    useStatements.setState({ busy: false });
  }
}
