import { ok } from '../../../core/kernel/result.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Handlers } from '../gate.ts';
import { type CloudSync } from './cloud-sync.ts';

type SyncRequest = 'syncStatus' | 'sync' | 'connectCloud' | 'leaveCloud' | 'setUploads' | 'uploadFrom' | 'retryUploads' | 'previewUpload';

/** The uploads: where they stand, what is among them, and what a person wants of them. */
export function syncHandlers(sync: CloudSync): Pick<Handlers, SyncRequest> {
  return {
    syncStatus: () => ok(sync.status()),
    sync: () => ok(sync.row()),
    connectCloud: (asked) => sync.connect(asked),
    leaveCloud: () => {
      sync.leave();
      return ok(null);
    },
    setUploads: (asked) => {
      sync.change(asked);
      return ok(null);
    },
    uploadFrom: ({ date }) => sync.uploadFrom(date as TradeDate),
    retryUploads: () => {
      sync.retry();
      return ok(null);
    },
    previewUpload: ({ date, kind }) => sync.preview(date as TradeDate, kind),
  };
}
