import { dirname } from 'node:path';
import { app, dialog } from 'electron';
import { readTokens } from '../../adapters/brokers/gateway/token-file.ts';
import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { demoPaperMarket } from '../terminal/demo-paper-market.ts';
import { type PaperMarket } from '../terminal/paper-market.ts';
import { openRecordedDay } from '../terminal/recorded-day.ts';
import { type AccountChoice, gatewayAccount, paperAccount } from './account-choice.ts';
import { registerScheme } from './app-protocol.ts';
import { startApplication } from './application.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { guardContents } from './contents-guard.ts';
import { GatewayMemory } from './gateway-memory.ts';
import { openLog } from './logger.ts';
import { offerRestore } from './restore-offer.ts';
import { Secrets } from './secrets.ts';
import { SettingsStore } from './settings-store.ts';
import { StartTimes } from './start-marks.ts';
import { WATCHER, watchOver } from './watch/watcher.ts';
import { wordsOf } from './words.ts';

const WRONG_USAGE = 2;
/** For V8, and through it for Blink; the size is in MB. */
const PAGE_HEAP = '--heap-growing-percent=60 --max-semi-space-size=4';

const times = new StartTimes(process.getCreationTime() ?? Date.now(), Date.now);
const wanted = parseArguments(process.argv.slice(1), process.cwd());
if (process.argv.includes(WATCHER)) {
  watchOver();
} else if (wanted.ok) {
  begin(wanted.value);
} else {
  const { code, params } = wanted.error;
  process.stderr.write(`${code}: ${String(params['argument'])}\n`);
  app.exit(WRONG_USAGE);
}

function begin(given: Arguments): void {
  // As root Chromium refuses to start a sandbox, and whoever launches says so with this switch; the app never does.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // V8 and Blink let their heaps grow fourfold before they tidy up: a day's end would find the page at twice its size.
  // Growing by 60 % costs it a seventh more processor time. For this process's own heap it is too late, and just as well.
  app.commandLine.appendSwitch('js-flags', PAGE_HEAP);
  registerScheme();
  guardContents(app);
  // The lock is taken in the data folder: two processes on one account would be two traders.
  if (given.dataDir !== null) app.setPath('userData', given.dataDir);
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('Kaipan is already running on this data folder; its window was brought to the front.\n');
    app.quit();
    return;
  }
  void app.whenReady().then(() => open(given));
}

async function open(given: Arguments): Promise<void> {
  const { demoInstruments, task } = given;
  times.reach('appReady');
  const dataDir = app.getPath('userData');
  const log = openLog(dataDir, Date.now);
  const demo = (): PaperMarket => demoPaperMarket(demoInstruments === null ? {} : { instruments: demoInstruments });
  try {
    const secrets = new Secrets(dataDir);
    const gateways = new GatewayMemory(dataDir, secrets);
    const first = await firstAccount(given, gateways, demo);
    const started = first.ok ? startApplication({ dataDir, given, times, log, demo, secrets, gateways, first: first.value }) : first;
    if (started.ok) return;
    const attended = task.kind === 'window';
    if (first.ok && attended && (await restored(first.value.database(dataDir), started.error))) {
      log.warn(`the database was restored from a copy after ${started.error.code}`);
      app.relaunch();
      app.exit(0);
      return;
    }
    fail(refusalText(started.error), log.fault(refusalText(started.error), 'start'), attended);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error), log.fault(error, 'start'), task.kind === 'window');
  }
}

/** What was asked for on the command line, else what was open last, else the demo. */
async function firstAccount({ day, gateway, task }: Arguments, gateways: GatewayMemory, demo: () => PaperMarket): Promise<Result<AccountChoice, Refusal>> {
  if (day !== null) {
    const market = await openRecordedDay(day);
    return market.ok ? ok(paperAccount(market.value)) : market;
  }
  if (gateway === null) {
    const { chosen } = gateways;
    return ok(chosen === null || task.kind !== 'window' ? paperAccount(demo()) : gatewayAccount(chosen));
  }
  const { url, account, tokenFile } = gateway;
  const tokens = tokenFile === null ? ok<Readonly<Record<string, string>>>({}) : await readTokens(tokenFile);
  if (!tokens.ok) return tokens;
  const connection = gateways.read({ url, account, token: tokens.value[account] ?? '' });
  return connection.ok ? ok(gatewayAccount(connection.value)) : connection;
}

/** Whether a damaged database has made way for a whole copy, so that starting again will do. */
function restored(database: string, problem: Refusal): Promise<boolean> {
  const { language } = new SettingsStore(dirname(database)).get();
  return offerRestore(database, problem, wordsOf(language), Date.now);
}

/** Nothing can be traded or shown: says why, and ends. */
function fail(message: string, reference: string, somebodyWatches: boolean): void {
  process.stderr.write(`Kaipan cannot start (${reference}): ${message}\n`);
  if (somebodyWatches) dialog.showErrorBox(`${wordsOf('zh').startFailed} · ${wordsOf('en').startFailed}`, `${message}\n\n${reference}`);
  app.exit(1);
}

function refusalText({ code, params }: Refusal): string {
  const numbers = Object.entries(params).map(([name, value]) => `${name}=${String(value)}`);
  return [code, ...numbers].join(' ');
}
