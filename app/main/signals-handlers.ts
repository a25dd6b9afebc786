import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { ok, refuse } from '../../core/kernel/result.ts';
import { MAX_SIGNALS_BYTES, type Reply, type SignalsCheckRow } from '../preload/contract.ts';
import { type Session } from '../terminal/session.ts';
import { type Access } from './access/access.ts';
import { type Handlers } from './gate.ts';
import { type SignalsDesk } from './signals-desk.ts';
import { readSmall } from './small-file.ts';
import { type Words } from './words.ts';

type SignalsRequest = 'checkSignals' | 'pickSignalsFile' | 'importSignals';

export interface SignalsParts {
  readonly session: Session;
  readonly desk: SignalsDesk;
  readonly access: Pick<Access, 'actor'>;
  readonly window: () => BrowserWindow | null;
  readonly words: () => Words;
}

/** How signals get from a file into the plan. */
export function signalsHandlers(parts: SignalsParts): Pick<Handlers, SignalsRequest> {
  const { session, desk, access } = parts;
  return {
    checkSignals: async ({ name, bytes }) => (session.state.day === null ? refuse('session.noDay') : ok(await desk.check(basename(name), bytes))),
    pickSignalsFile: () => (session.state.day === null ? refuse('session.noDay') : pick(parts)),
    importSignals: ({ token, skipBad, despite }) => {
      const taken = desk.take(token, skipBad, despite);
      if (!taken.ok) return taken;
      const { signals, name, onTaken } = taken.value;
      const done = session.command({ type: 'importSignals', signals, source: name }, access.actor());
      if (!done.ok) return done;
      onTaken();
      return ok({ lines: session.state.lines.size });
    },
  };
}

async function pick({ desk, window, words }: SignalsParts): Promise<Reply<SignalsCheckRow | null>> {
  const parent = window();
  if (parent === null) return ok(null);
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    properties: ['openFile'],
    filters: [{ name: words().signalsFiles, extensions: ['csv', 'json', 'gz'] }],
  });
  const [path] = filePaths;
  if (canceled || path === undefined) return ok(null);
  const bytes = await readSmall(path, MAX_SIGNALS_BYTES);
  if (bytes === null) return refuse('import.tooLarge', { name: basename(path), limit: MAX_SIGNALS_BYTES });
  return ok(await desk.check(basename(path), bytes));
}
