import { type KaipanBridge, type Update } from '../../preload/contract.ts';
import { applyUpdates } from './apply.ts';
import { type FrameQueue, createFrameQueue } from './frame.ts';
import { useTerminal } from './terminal.ts';

/**
 * Keeps the stores in step with the main process: listens first, then asks for the snapshot, and asks again whenever
 * an update is missing. Returns the stop.
 */
export function startFeed(kaipan: KaipanBridge, queue: FrameQueue<Update> = createFrameQueue(applyUpdates)): () => void {
  /** Number of the last update taken; null while a snapshot is awaited. */
  let last: number | null = null;
  let early: Update[] = [];

  const resync = async (): Promise<void> => {
    last = null;
    early = [];
    const reply = await kaipan.snapshot();
    if (!reply.ok) {
      useTerminal.setState({ link: { kind: 'failed', reason: reply.error } });
      return;
    }
    last = reply.value.seq;
    queue.add(reply.value);
    queue.flush();
    useTerminal.setState({ link: { kind: 'ready' } });
    const missed = early;
    early = [];
    for (const update of missed) take(update);
  };

  const take = (update: Update): void => {
    if (last === null) {
      early.push(update);
    } else if (update.reset || update.seq === last + 1) {
      last = update.seq;
      queue.add(update);
    } else if (update.seq > last) {
      void resync();
    }
  };

  const stopListening = kaipan.onUpdate(take);
  const flushWhenHidden = (): void => {
    if (document.hidden) queue.flush();
  };
  document.addEventListener('visibilitychange', flushWhenHidden);
  void resync();
  return () => {
    stopListening();
    document.removeEventListener('visibilitychange', flushWhenHidden);
  };
}
