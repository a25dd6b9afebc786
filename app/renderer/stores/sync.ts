import { create } from 'zustand';
import { type CloudSignalsRow, type RequestPayload, type SyncRow, type SyncStatusRow, type UploadKind, type UploadPreviewRow, type UploadRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { usePlanUi } from './plan.ts';
import { createRowStore } from './rows.ts';
import { showPage } from './ui.ts';

const LOOK_EVERY_MS = 1_000;

export type SyncTab = 'uploads' | 'signals';

export interface SyncUi {
  /** Null before the first answer. */
  readonly status: SyncStatusRow | null;
  readonly sync: SyncRow | null;
  /** What is looked at before it goes up; null: nothing. */
  readonly preview: UploadPreviewRow | null;
  readonly asSent: boolean;
  readonly connecting: boolean;
  readonly tab: SyncTab;
  /** Null before the first answer. */
  readonly signals: CloudSignalsRow | null;
}

export const useSync = create<SyncUi>(() => ({ status: null, sync: null, preview: null, asSent: false, connecting: false, tab: 'uploads', signals: null }));

export const uploads = createRowStore<UploadRow>(({ id }) => String(id));

/** Asks now and every second how the uploads stand, until the returned function is called. */
export function followStatus(): () => void {
  return repeat(async () => {
    const answer = await bridge().syncStatus();
    if (answer.ok) useSync.setState({ status: answer.value });
  });
}

/** Reads the whole page, now and every second, until the returned function is called. */
export function followSync(): () => void {
  return repeat(readSync);
}

function repeat(look: () => Promise<void>): () => void {
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = async (): Promise<void> => {
    await look();
    if (!over) timer = setTimeout(() => void next(), LOOK_EVERY_MS);
  };
  void next();
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

async function readSync(): Promise<void> {
  const [answer, signals] = await Promise.all([bridge().sync(), bridge().cloudSignals()]);
  if (signals.ok) useSync.setState({ signals: signals.value });
  if (!answer.ok) return;
  uploads.reset(answer.value.items);
  useSync.setState({ sync: answer.value });
}

/** @returns whether this terminal is known to the cloud now */
export async function connectCloud(asked: RequestPayload<'connectCloud'>): Promise<boolean> {
  useSync.setState({ connecting: true });
  const done = await ask(bridge().connectCloud(asked));
  useSync.setState({ connecting: false });
  await readSync();
  if (done !== null) noticeDone('cloud.connected', { address: asked.address, terminal: asked.terminal });
  return done !== null;
}

export async function leaveCloud(): Promise<void> {
  await ask(bridge().leaveCloud());
  await readSync();
}

export async function setUploads(change: RequestPayload<'setUploads'>): Promise<void> {
  await ask(bridge().setUploads(change));
  await readSync();
}

export async function uploadFrom(date: string): Promise<void> {
  await ask(bridge().uploadFrom({ date }));
  await readSync();
}

export async function retryUploads(): Promise<void> {
  await ask(bridge().retryUploads());
  await readSync();
}

export async function previewUpload(date: string, kind: UploadKind): Promise<void> {
  const answer = await ask(bridge().previewUpload({ date, kind }));
  if (answer !== null) useSync.setState({ preview: answer.value });
}

export async function setSignals(change: RequestPayload<'setSignals'>): Promise<void> {
  await ask(bridge().setSignals(change));
  await readSync();
}

export async function pullSignals(): Promise<void> {
  await ask(bridge().pullSignals());
  await readSync();
}

/** Goes to the plan with what came down of a strategy, as with a file that was dropped there. */
export async function showPulled(strategy: string): Promise<void> {
  const answer = await ask(bridge().checkPulled({ strategy }));
  if (answer === null) return;
  usePlanUi.setState({ check: answer.value, panel: 'import' });
  showPage('plan');
}
