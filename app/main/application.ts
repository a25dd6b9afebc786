import { app } from 'electron';
import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { type AppInfo } from '../preload/contract.ts';
import { appHandlers } from './app-handlers.ts';
import { openDesktopSide } from './desktop-side.ts';
import { Gate } from './gate.ts';
import { listenToPage } from './ipc-gate.ts';
import { OrderTokens } from './order-tokens.ts';
import { FLUSH_EVERY_MS } from './publisher.ts';
import { Quitting, hasUnfinished } from './quitting.ts';
import { type Services, type Start, openServices } from './services.ts';
import { SignalsDesk } from './signals-desk.ts';
import { signalsReader } from './signals-reader.ts';
import { signalsHandlers } from './signals-handlers.ts';
import { startTask } from './tasks.ts';
import { tradingHandlers } from './trading-handlers.ts';
import { type WindowSide, openWindowSide } from './window-side.ts';

const KB_PER_MB = 1_024;

/** Puts the app together once Electron is ready: the session, the window before it, and all that stands between. */
export function startApplication(start: Start): Result<void, Refusal> {
  const opened = openServices(start, () => side.keeper.show());
  if (!opened.ok) return opened;
  const services = opened.value;
  const { session, task, faults, log, words } = services;
  faults.watch(process);
  const quitting = new Quitting(app, () => task.kind === 'window' && hasUnfinished(session.state), words);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => quitting.now());
  const side = openWindowSide(services, () => quitting.decided);
  const { view, keeper, publisher } = side;
  const info = (): AppInfo => appInfo(services);
  const usable = startTask({ services, keeper, quitting, info, memoryMb });
  listenToPage(gateOf(services, side, info, usable));
  services.settings.onChange((settings) => publisher.settingsChanged(settings));
  const flush = setInterval(() => publisher.flush(), FLUSH_EVERY_MS);
  const closeDesktop = openDesktopSide(services, keeper);
  app.on('will-quit', () => {
    clearInterval(flush);
    view.close();
    session.close();
    closeDesktop();
    log.close();
  });
  keeper.show();
  return ok(undefined);
}

function gateOf(services: Services, { view, keeper, publisher }: WindowSide, info: () => AppInfo, usable: () => void): Gate {
  const { session, settings, times, faults, words, now } = services;
  const desk = new SignalsDesk(signalsReader(session));
  const handlers = {
    ...tradingHandlers(session, view, new OrderTokens(now)),
    ...signalsHandlers({ session, desk, window: () => keeper.window, words }),
    ...appHandlers({
      publisher,
      settings,
      times,
      info,
      usable: () => {
        keeper.usable();
        usable();
      },
    }),
  };
  const fault = (error: unknown, request: string): string => faults.report(error, request);
  return new Gate(handlers, { isOurWindow: (id) => keeper.isOurs(id), fault, now });
}

function appInfo({ times }: Services): AppInfo {
  const { electron, chrome, node } = process.versions;
  const { platform } = process;
  return { version: app.getVersion(), electron, chrome, node, platform, packaged: app.isPackaged, tray: true, marks: times.marks };
}

/** Working set of all our processes. */
function memoryMb(): number {
  const kilobytes = app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0);
  return Math.round(kilobytes / KB_PER_MB);
}
