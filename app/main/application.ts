import path from 'node:path';
import { app } from 'electron';
import { MappingFolder } from '../../adapters/statements/mapping-folder.ts';
import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { type AppInfo, type Reply } from '../preload/contract.ts';
import { Reviewer } from '../terminal/review/reviewer.ts';
import { type Session } from '../terminal/session.ts';
import { SessionSwitch } from '../terminal/session-switch.ts';
import { SessionView } from '../terminal/view/session-view.ts';
import { type AccountChoice, type SessionOptions } from './account-choice.ts';
import { accessHandlers } from './access/access-handlers.ts';
import { autoLock } from './access/auto-lock.ts';
import { alertHandlers } from './alerts/alert-handlers.ts';
import { type Alerts, openAlerts } from './alerts/open-alerts.ts';
import { appHandlers } from './app-handlers.ts';
import { openDesktopSide } from './desktop-side.ts';
import { Gate } from './gate.ts';
import { gatewayHandlers } from './gateway-handlers.ts';
import { indexHandlers } from './index-handlers.ts';
import { listenToPage } from './ipc-gate.ts';
import { noteHandlers } from './note-handlers.ts';
import { openWindow } from './open-window.ts';
import { OrderTokens } from './order-tokens.ts';
import { FLUSH_EVERY_MS, Publisher } from './publisher.ts';
import { policyHandlers } from './policy-handlers.ts';
import { replayHandlers } from './replay-handlers.ts';
import { reportHandlers } from './report-handlers.ts';
import { reviewHandlers } from './review-handlers.ts';
import { strategyHandlers } from './strategies/strategy-handlers.ts';
import { settlementHandlers } from './settlement-handlers.ts';
import { Quitting, hasUnfinished } from './quitting.ts';
import { type Services, type Start, openServices } from './services.ts';
import { SignalsDesk } from './signals-desk.ts';
import { scriptHandlers } from './script-handlers.ts';
import { signalsHandlers } from './signals-handlers.ts';
import { signalsReader } from './signals-reader.ts';
import { statementHandlers } from './statement-handlers.ts';
import { StatementsDesk } from './statements-desk.ts';
import { startTask } from './tasks.ts';
import { type Sync, openSync } from './sync/open-sync.ts';
import { pullHandlers, uploadHandlers } from './sync/sync-handlers.ts';
import { marketHandlers } from './market-handlers.ts';
import { liquidationHandlers } from './liquidation-handlers.ts';
import { tradingHandlers } from './trading-handlers.ts';
import { beginWatch } from './watch/begin-watch.ts';
import { type WindowKeeper } from './window-keeper.ts';

const KB_PER_MB = 1_024;

interface Parts {
  readonly services: Services;
  readonly keeper: WindowKeeper;
  readonly session: Session;
  /** Leaves the account at hand for another. */
  readonly changeTo: (account: AccountChoice) => Promise<Result<void, Refusal>>;
  readonly view: SessionView;
  readonly publisher: Publisher;
  readonly alerts: Alerts;
  readonly reviewer: Reviewer;
  readonly desk: SignalsDesk;
  readonly sync: Sync;
}

/**
 * Puts the app together once Electron is ready. The window comes first, though it has nothing to show yet: its page
 * starts in a process of its own while the session opens in this one.
 */
export function startApplication(start: Start): Result<void, Refusal> {
  let session: Session | null = null;
  let publisher: Publisher | null = null;
  const services = openServices(start, { showWindow: () => keeper.show(), session: () => session });
  services.faults.watch(process);
  const unfinished = (): boolean => services.given.task.kind === 'window' && session !== null && hasUnfinished(session.state);
  const quitting = new Quitting(app, unfinished, services.words);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => quitting.now());
  const keeper = openWindow(services, { quitting: () => quitting.decided, gone: () => publisher?.stop() });
  keeper.show();

  const { dataDir, faults } = services;
  let alerts: Alerts | null = null;
  const options: SessionOptions = {
    dataDir,
    onFault: (error) => void faults.report(error, 'session'),
    onBackup: (copy) => tellOfBackup(copy, alerts),
  };
  const opened = SessionSwitch.open(() => services.first.open(options));
  if (!opened.ok) return opened;
  ({ session } = opened.value);
  const changeTo = (account: AccountChoice): Promise<Result<void, Refusal>> => opened.value.change(() => account.open(options));
  services.times.reach('sessionOpen');
  const view = new SessionView(session, services.now);
  publisher = new Publisher(view, services.notices, services.access, (update) => keeper.send(update));
  const told = publisher;
  alerts = openAlerts(services, session, memoryMb, (ailing) => told.ailingChanged(ailing));
  const desk = new SignalsDesk(signalsReader(session));
  const sync = openSync(services, session, alerts.secrets, desk);
  begin({ services, keeper, session, changeTo, view, publisher, alerts, reviewer: new Reviewer(session), desk, sync }, quitting);
  return ok(undefined);
}

/** From here on the page is answered and told. */
function begin(parts: Parts, quitting: Quitting): void {
  const { services, keeper, session, view, publisher, alerts, reviewer, sync } = parts;
  const info = (): AppInfo => appInfo(services);
  const taskUsable = startTask({ services, session, keeper, quitting, info, memoryMb });
  const usable = (): void => {
    keeper.usable();
    taskUsable();
  };
  listenToPage(gateOf(parts, info, usable));
  services.notices.follow(session);
  services.settings.onChange((settings) => publisher.settingsChanged(settings));
  const stopAutoLock = autoLock(services.access);
  const flush = setInterval(() => publisher.flush(), FLUSH_EVERY_MS);
  const closeDesktop = openDesktopSide(services, session, keeper);
  const endWatch = beginWatch(services, session);
  app.on('will-quit', () => {
    clearInterval(flush);
    stopAutoLock();
    view.close();
    reviewer.close();
    sync.close();
    void session.close();
    closeDesktop();
    alerts.close();
    endWatch();
    services.log.close();
  });
}

function gateOf({ services, keeper, session, changeTo, view, publisher, alerts, reviewer, desk, sync }: Parts, info: () => AppInfo, usable: () => void): Gate {
  const { access, settings, times, faults, words, now } = services;
  const tokens = new OrderTokens(now);
  // What one person was shown is not for the next one to send.
  access.onChange(() => tokens.forget());
  const changed = async (account: AccountChoice): Promise<Reply<null>> => {
    const result = await changeTo(account);
    // Nor is what was shown of one account for another.
    tokens.forget();
    return result.ok ? ok(null) : result;
  };
  const statements = new StatementsDesk(new MappingFolder(path.join(services.dataDir, 'mappings')));
  const handlers = {
    ...tradingHandlers({ session, view, tokens, access }),
    ...liquidationHandlers({ session, tokens, access }),
    ...accessHandlers(access),
    ...marketHandlers({ changeTo: changed, memory: services.gateways, demo: services.demo, window: () => keeper.window, words }),
    ...gatewayHandlers({ session, access, memory: services.gateways, changeTo: changed }),
    ...policyHandlers({ session, access, window: () => keeper.window, words }),
    ...reviewHandlers({ session, reviewer }),
    ...noteHandlers({ session, access, now }),
    ...strategyHandlers({ session, access, facts: services.strategyFacts }),
    ...indexHandlers({ reviewer, window: () => keeper.window, words }),
    ...settlementHandlers({ session, access }),
    ...replayHandlers(session),
    ...statementHandlers({ session, access, desk: statements, window: () => keeper.window, words }),
    ...reportHandlers({ session, window: () => keeper.window, settings, words }),
    ...scriptHandlers({ session, access, dataDir: services.dataDir }),
    ...alertHandlers({ session, alerts, log: services.log }),
    ...uploadHandlers(sync.uploads),
    ...pullHandlers(sync.signals),
    ...signalsHandlers({ session, access, desk, window: () => keeper.window, words }),
    ...appHandlers({ publisher, settings, times, info, usable }),
  };
  const fault = (error: unknown, request: string): string => faults.report(error, request);
  return new Gate(handlers, { access, isOurWindow: (id) => keeper.isOurs(id), fault, now });
}

function appInfo({ times }: Services): AppInfo {
  const { electron, chrome, node } = process.versions;
  const { platform } = process;
  return { version: app.getVersion(), electron, chrome, node, platform, packaged: app.isPackaged, marks: times.marks };
}

/** A day without a copy is no reason to stop, and one to look. */
function tellOfBackup(copy: Result<unknown, Refusal>, alerts: Alerts | null): void {
  if (copy.ok) return;
  const { code, params } = copy.error;
  const facts = { code, reason: String(params['reason'] ?? params['why'] ?? '') };
  alerts?.monitor.tellNews({ rule: 'backupFailed', subject: '', level: 'critical', facts });
}

/** Working set of all our processes; memory that they share is counted in each. */
function memoryMb(): number {
  const kilobytes = app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0);
  return Math.round(kilobytes / KB_PER_MB);
}
