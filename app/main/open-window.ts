import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app, session as chromium } from 'electron';
import { serveScheme } from './app-protocol.ts';
import { guardPermissions } from './permissions.ts';
import { type Services } from './services.ts';
import { WindowKeeper } from './window-keeper.ts';

/** Where the build puts the page and the preload: beside the main process's own folder. */
const BUILT = join(import.meta.dirname, '..');

export interface WindowNeeds {
  /** The app is ending: a window that closes now was not closed by a person. */
  readonly quitting: () => boolean;
  /** Nobody listens to updates any more. */
  readonly gone: () => void;
}

/** Makes everything ready for our page, and the keeper of its window. The window itself opens with `show`. */
export function openWindow(services: Services, { quitting, gone }: WindowNeeds): WindowKeeper {
  const { dataDir, settings, notices, desktop, times, log, now } = services;
  const styleNonce = randomBytes(16).toString('base64');
  serveScheme(chromium.defaultSession, join(BUILT, 'renderer'), styleNonce);
  guardPermissions(chromium.defaultSession);
  return new WindowKeeper({
    dataDir,
    preload: join(BUILT, 'preload', 'preload.cjs'),
    styleNonce,
    devTools: !app.isPackaged,
    theme: () => settings.get().theme,
    now,
    onCreated: () => times.reach('windowCreated'),
    onLoaded: () => times.reach('pageLoaded'),
    onClosed: () => {
      gone();
      if (quitting()) return;
      notices.add('info', 'app.keptRunning');
      desktop.tell((words) => ({ title: words.keptRunningTitle, body: words.keptRunningBody }));
    },
    onCrashed: (reason, reopened) => {
      gone();
      const reference = log.fault(new Error(`the page is gone: ${reason}`), 'window');
      notices.add('warn', 'app.pageRestarted', { reason, reference });
      if (!reopened) desktop.tell((words) => ({ title: words.faultTitle, body: words.pageGone + reference }));
    },
  });
}
