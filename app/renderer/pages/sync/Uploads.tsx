import { type SyncRow } from '../../../preload/contract.ts';
import { useSync } from '../../stores/sync.ts';
import { Preview } from './Preview.tsx';
import { Queue } from './Queue.tsx';
import { QueueHead } from './QueueHead.tsx';

/** The queue, where it stands, and what is in it. */
export function Uploads({ sync }: { readonly sync: SyncRow }) {
  const preview = useSync((ui) => ui.preview);
  return (
    <div className="sync-uploads">
      <QueueHead sync={sync} />
      <Queue />
      {preview !== null && <Preview preview={preview} />}
    </div>
  );
}
