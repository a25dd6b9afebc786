import { beforeEach, expect, it, vi } from 'vitest';
import { type KaipanBridge, type Reply, type Update } from '../../preload/contract.ts';
import { startFeed } from './feed.ts';
import { useTerminal } from './terminal.ts';

/** A main process that answers snapshots one by one and sends updates when told. */
function stubMain(...snapshots: readonly Reply<Update>[]) {
  let listener: (update: Update) => void = () => undefined;
  const snapshot = vi.fn<KaipanBridge['snapshot']>();
  for (const reply of snapshots) snapshot.mockResolvedValueOnce(reply);
  const onUpdate: KaipanBridge['onUpdate'] = (added) => {
    listener = added;
    return () => (listener = () => undefined);
  };
  return { kaipan: { snapshot, onUpdate } as unknown as KaipanBridge, snapshot, send: (seq: number) => listener(plain(seq)) };
}

const plain = (seq: number): Update => ({ seq, reset: false });
const snapshotOf = (seq: number): Reply<Update> => ({ ok: true, value: { seq, reset: true } });

function queueOf(taken: number[]) {
  return { add: ({ seq }: Update) => void taken.push(seq), flush: () => undefined };
}

beforeEach(() => {
  vi.stubGlobal('document', { hidden: false, addEventListener: () => undefined, removeEventListener: () => undefined });
});

it('begins with the snapshot and goes on with what follows it, even what came before it', async () => {
  const main = stubMain(snapshotOf(5));
  const taken: number[] = [];
  startFeed(main.kaipan, queueOf(taken));
  main.send(5);
  main.send(6);
  await vi.waitFor(() => expect(useTerminal.getState().link.kind).toBe('ready'));
  main.send(7);
  expect(taken).toEqual([5, 6, 7]);
});

it('asks for everything again when an update is missing', async () => {
  const main = stubMain(snapshotOf(1), snapshotOf(9));
  const taken: number[] = [];
  startFeed(main.kaipan, queueOf(taken));
  await vi.waitFor(() => expect(taken).toEqual([1]));
  main.send(4);
  await vi.waitFor(() => expect(taken).toEqual([1, 9]));
  main.send(10);
  expect(taken).toEqual([1, 9, 10]);
  expect(main.snapshot).toHaveBeenCalledTimes(2);
});

it('says why when there is nothing to show', async () => {
  const reason = { code: 'session.failed', params: {} };
  startFeed(stubMain({ ok: false, error: reason }).kaipan, queueOf([]));
  await vi.waitFor(() => expect(useTerminal.getState().link).toEqual({ kind: 'failed', reason }));
});
