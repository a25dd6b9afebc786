import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { readIndexCloses } from '../../adapters/files/index-closes.ts';
import { placeText } from '../../adapters/files/input-problem.ts';
import { ok, refuse } from '../../core/kernel/result.ts';
import { type Reply } from '../preload/contract.ts';
import { type Reviewer } from '../terminal/review/reviewer.ts';
import { type Handlers } from './gate.ts';
import { type Words } from './words.ts';

export interface IndexParts {
  readonly reviewer: Reviewer;
  readonly window: () => BrowserWindow | null;
  readonly words: () => Words;
}

/** Takes the closes of indices from files, to hold the account against. */
export function indexHandlers(parts: IndexParts): Pick<Handlers, 'importIndex'> {
  return { importIndex: () => importIndex(parts) };
}

async function importIndex({ reviewer, window, words }: IndexParts): Promise<Reply<{ readonly index: string | null }>> {
  const parent = window();
  if (parent === null) return ok({ index: null });
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    properties: ['openFile'],
    filters: [{ name: words().indexFiles, extensions: ['csv', 'gz'] }],
  });
  const [file] = filePaths;
  if (canceled || file === undefined) return ok({ index: null });
  const read = await readIndexCloses(file);
  if (!read.ok) {
    const { code, params } = read.error;
    return refuse('index.badFile', { ...params, problem: code, place: placeText({ ...params, file: path.basename(file) }) });
  }
  const kept = await reviewer.ask('keepIndex', read.value);
  return kept.ok ? ok({ index: read.value.index }) : kept;
}
