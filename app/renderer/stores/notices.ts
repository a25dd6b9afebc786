import { create } from 'zustand';
import { type NoticeRow, type Refusal } from '../../preload/contract.ts';

/** Most notices that stand at once; older ones give way. */
const MOST = 4;
/** How long a notice stands, by its weight; an error stays until it is closed. */
const STANDS_MS = { info: 5_000, warn: 10_000 } as const;

export interface Notice extends Omit<NoticeRow, 'id' | 'at'> {
  readonly key: string;
}

interface Notices {
  readonly shown: readonly Notice[];
}

export const useNotices = create<Notices>(() => ({ shown: [] }));

let ownCount = 0;

export function takeNotices(rows: readonly NoticeRow[]): void {
  for (const { id, at: _, ...notice } of rows) show({ key: `main-${id}`, ...notice });
}

/** Says that something the trader asked for was not done, and why. */
export function noticeRefusal(reason: Refusal): void {
  ownCount += 1;
  show({ key: `own-${ownCount}`, level: 'warn', code: reason.code, params: reason.params });
}

/** Says that something the trader asked for was done. `code` is a key of the notices' texts. */
export function noticeDone(code: string, params: Refusal['params'] = {}): void {
  ownCount += 1;
  show({ key: `own-${ownCount}`, level: 'info', code, params });
}

export function dismissNotice(key: string): void {
  useNotices.setState(({ shown }) => ({ shown: shown.filter((notice) => notice.key !== key) }));
}

function show(notice: Notice): void {
  useNotices.setState(({ shown }) => ({
    shown: [...shown.filter(({ key }) => key !== notice.key), notice].slice(-MOST),
  }));
  if (notice.level !== 'error') setTimeout(() => dismissNotice(notice.key), STANDS_MS[notice.level]);
}
