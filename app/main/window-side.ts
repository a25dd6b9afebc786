import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app, session as chromium } from 'electron';
import { SessionView } from '../terminal/view/session-view.ts';
import { serveScheme } from './app-protocol.ts';
import { guardPermissions } from './permissions.ts';
import { Publisher } from './publisher.ts';
import { type Services } from './services.ts';
import { WindowKeeper } from './window-keeper.ts';

/** Where the build puts the page and the preload: beside the main process's own folder. */
const BUILT = join(import.meta.dirname, '..');

/** The window and what feeds it. */
export interface WindowSide {
  readonly view: SessionView;
  readonly keeper: WindowKeeper;
  readonly publisher: Publisher;
}

/** @param quitting Whether the app is ending: a window that closes then was not closed by a person. */
export function openWindowSide(services: Services, quitting: () => boolean): WindowSide {
  const { session, settings, notices, desktop, times, log, now } = services;
  const styleNonce = randomBytes(16).toString('base64');
  serveScheme(chromium.defaultSession, join(BUILT, 'renderer'), styleNonce);
  guardPermissions(chromium.defaultSession);
  const view = new SessionView(session, now);
  const publisher = new Publisher(view, notices, (update) => keeper.send(update));
  const keeper = new WindowKeeper({
    dataDir: services.dataDir,
    preload: join(BUILT, 'preload', 'preload.cjs'),
    styleNonce,
    devTools: !app.isPackaged,
    theme: () => settings.get().theme,
    now,
    onCreated: () => times.reach('windowCreated'),
    onLoaded: () => times.reach('pageLoaded'),
    onClosed: () => {
      publisher.stop();
      if (quitting()) return;
      notices.add('info', 'app.keptRunning');
      desktop.tell((words) => ({ title: words.keptRunningTitle, body: words.keptRunningBody }));
    },
    onCrashed: (reason, reopened) => {
      publisher.stop();
      const reference = log.fault(new Error(`the page is gone: ${reason}`), 'window');
      notices.add('warn', 'app.pageRestarted', { reason, reference });
      if (!reopened) desktop.tell((words) => ({ title: words.faultTitle, body: words.pageGone + reference }));
    },
  });
  return { view, keeper, publisher };
}
