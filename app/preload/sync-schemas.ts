import { z } from 'zod';
import { UPLOAD_KINDS } from './sync-rows.ts';

const nothing = z.strictObject({});
const date = z.iso.date();
const name = z.string().regex(/^[\w.-]{1,64}$/);
const kind = z.enum(UPLOAD_KINDS);

export const syncRequests = {
  syncStatus: nothing,
  sync: nothing,
  /** Makes this terminal known to a cloud. `token`: the user's own; empty: a new user of a cloud that is open to all. */
  connectCloud: z.strictObject({ address: z.string().trim().max(500), user: name, terminal: name, token: z.string().max(256) }),
  /** Forgets the cloud and the key; what has not gone up stays. */
  leaveCloud: nothing,
  setUploads: z.strictObject({ kinds: z.exactOptional(z.array(kind)), paused: z.exactOptional(z.boolean()) }),
  /** The first day that goes up; an earlier one than before lets those days go up too. */
  uploadFrom: z.strictObject({ date }),
  /** Tries at once what waits. */
  retryUploads: nothing,
  cloudSignals: nothing,
  setSignals: z.strictObject({ pulled: z.exactOptional(z.array(name).max(200)), pullAt: z.exactOptional(z.int().min(0).max(86_399_999).nullable()) }),
  /** Asks the cloud now, and waits for its answer. */
  pullSignals: nothing,
  /** Puts the signals of a strategy that came down before the trader, as a file would be. */
  checkPulled: z.strictObject({ strategy: name }),
  previewUpload: z.strictObject({ date, kind }),
} as const;
