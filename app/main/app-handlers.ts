import { ok } from '../../core/kernel/result.ts';
import { type AppInfo } from '../preload/contract.ts';
import { openLink } from './external-links.ts';
import { type Handlers } from './gate.ts';
import { type Publisher } from './publisher.ts';
import { type SettingsStore } from './settings-store.ts';
import { type StartTimes } from './start-marks.ts';

type AppRequest = 'snapshot' | 'getSettings' | 'setSettings' | 'appInfo' | 'markUsable' | 'openExternal';

export interface AppParts {
  readonly publisher: Publisher;
  readonly settings: SettingsStore;
  readonly times: StartTimes;
  readonly info: () => AppInfo;
  /** The window can be used: whoever waits for it goes on. */
  readonly usable: () => void;
}

/** What the window may ask of the app itself. */
export function appHandlers({ publisher, settings, times, info, usable }: AppParts): Pick<Handlers, AppRequest> {
  return {
    snapshot: () => ok(publisher.snapshot()),
    getSettings: () => ok(settings.get()),
    setSettings: (patch) => ok(settings.set(patch)),
    appInfo: () => ok(info()),
    markUsable: (marks) => {
      times.reachUsable(marks);
      usable();
      return ok(null);
    },
    openExternal: async ({ link }) => {
      await openLink(link);
      return ok(null);
    },
  };
}
