import { ok } from '../../../core/kernel/result.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Handlers } from '../gate.ts';
import { type CloudSync } from './cloud-sync.ts';
import { type SignalsPull } from './signals-pull.ts';

type UploadRequest = 'syncStatus' | 'sync' | 'connectCloud' | 'leaveCloud' | 'setUploads' | 'uploadFrom' | 'retryUploads' | 'previewUpload';
type PullRequest = 'cloudSignals' | 'setSignals' | 'pullSignals' | 'checkPulled';

/** The uploads: where they stand, what is among them, and what a person wants of them. */
export function uploadHandlers(sync: CloudSync): Pick<Handlers, UploadRequest> {
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

/** The signals that come down: which, when, and what has come. */
export function pullHandlers(pull: SignalsPull): Pick<Handlers, PullRequest> {
  return {
    cloudSignals: () => ok(pull.row()),
    setSignals: (asked) => {
      pull.change(asked);
      return ok(null);
    },
    pullSignals: () => pull.pull(),
    checkPulled: ({ strategy }) => pull.check(strategy),
  };
}
