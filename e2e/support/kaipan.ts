import { type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, type Page, _electron, errors } from 'playwright-core';
import { type AppInfo, type Replies, type Reply, type RequestName, type Update } from '../../app/preload/contract.ts';
import { electronPath } from '../../scripts/lib/electron.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { electronArgs } from '../../scripts/lib/window.mjs';

const START_MS = 30_000;
const ATTACH_MS = 12_000;
const ATTACH_ATTEMPTS = 3;
const CLOSE_MS = 10_000;

/** What Chromium says on the console of a page that did something it must not, or that broke. */
const PROBLEM = /Refused to|Content Security Policy|Uncaught|Warning:|Error/;

/**
 * Starts Electron and attaches Playwright to it. Its handshake with Electron's debugger hangs once in some dozens of
 * starts, before our own code has a say (microsoft/playwright#9351): Playwright then ends that process, and we start it
 * again. Everything after the handshake is the app's own and is never tried twice.
 */
async function attach(args: string[], env: Record<string, string>): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await _electron.launch({ executablePath: electronPath(), args, env, timeout: ATTACH_MS });
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || attempt === ATTACH_ATTEMPTS) throw error;
    }
  }
}

/**
 * The app in its real window, with the security and the code of production: nothing in it knows that it is tested.
 * `page` is the window at hand; after a window was opened anew take it from `nextPage`.
 */
export class Kaipan {
  readonly app: ElectronApplication;
  readonly dataDir: string;
  page: Page;
  /** Everything on the console of the pages that should not be there. */
  readonly problems: string[] = [];
  readonly #process: ChildProcess;

  private constructor(app: ElectronApplication, dataDir: string, page: Page) {
    this.app = app;
    this.dataDir = dataDir;
    this.page = page;
    this.#process = app.process();
    this.#listen(page);
    app.on('window', (other) => this.#listen(other));
  }

  /**
   * Starts the app on `dataDir`, with more arguments if need be, and waits until its window is usable. Not `watched`, it
   * stays dead when it is killed.
   */
  static async launch(dataDir: string, env: NodeJS.ProcessEnv, more: readonly string[] = [], watched = false): Promise<Kaipan> {
    const own = watched ? more : ['--unwatched', ...more];
    const app = await attach(electronArgs([root, `--data-dir=${dataDir}`, ...own]), definedOnly(env));
    const kaipan = new Kaipan(app, dataDir, await app.firstWindow({ timeout: START_MS }));
    await kaipan.usable();
    return kaipan;
  }

  /** Waits until the page at hand shows the terminal. */
  async usable(): Promise<void> {
    await this.page.waitForSelector('#root > *', { timeout: START_MS });
    await this.until(async () => (await this.value('appInfo', {})).marks.usable !== null, 'the window to be usable');
  }

  /** Asks the main process over the window's own bridge. */
  async ask<Name extends RequestName>(name: Name, payload: object): Promise<Reply<Replies[Name]>> {
    const script = `window.kaipan[${JSON.stringify(name)}](${JSON.stringify(payload)})`;
    return (await this.page.evaluate(script)) as Reply<Replies[Name]>;
  }

  /** The value of a request that must succeed. */
  async value<Name extends RequestName>(name: Name, payload: object): Promise<Replies[Name]> {
    const reply = await this.ask(name, payload);
    if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply.error)}`);
    return reply.value;
  }

  info(): Promise<AppInfo> {
    return this.value('appInfo', {});
  }

  /** Everything that the main process would show of the session now. */
  snapshot(): Promise<Update> {
    return this.value('snapshot', {});
  }

  /** Lets the demo market run. */
  async play(speed = 90): Promise<void> {
    await this.value('playback', { action: 'setSpeed', speed });
    await this.value('playback', { action: 'play' });
  }

  async approveAll(): Promise<void> {
    const { lines = [] } = await this.snapshot();
    await this.value('approveLines', { ids: lines.filter(({ state }) => state === 'proposed').map(({ id }) => id) });
  }

  /** Does `act`, which opens a window, and goes on with that window. */
  async nextPage(act: () => Promise<unknown>): Promise<void> {
    const opened = this.app.waitForEvent('window', { timeout: START_MS });
    await act();
    this.page = await opened;
    await this.usable();
  }

  /** Runs the app once more on the same data folder, as a double click on its icon would; resolves to its exit code. */
  startAgain(env: NodeJS.ProcessEnv): Promise<number> {
    return run(electronPath(), electronArgs([root, `--data-dir=${this.dataDir}`]), { env, stdio: 'ignore', timeoutMs: START_MS });
  }

  /** Answers every message box of the app with the button of that number. */
  async answerBoxes(response: number): Promise<void> {
    await this.app.evaluate(({ dialog }, button) => {
      dialog.showMessageBox = async () => ({ response: button, checkboxChecked: false });
    }, response);
  }

  until(reached: () => Promise<boolean> | boolean, what: string, withinMs = START_MS): Promise<void> {
    return until(reached, what, withinMs);
  }

  /** Ends the app as a power cut would. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await gone;
  }

  /** Ends the app, in order if it can. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const late = setTimeout(() => this.#process.kill('SIGKILL'), CLOSE_MS);
    // Quitting asks while trading is unfinished.
    await this.answerBoxes(1).catch(() => undefined);
    await this.app.close().catch(() => undefined);
    clearTimeout(late);
  }

  #listen(page: Page): void {
    page.on('console', (message) => {
      if (PROBLEM.test(message.text())) this.problems.push(message.text());
    });
    page.on('pageerror', (error) => this.problems.push(String(error)));
  }
}

/** Waits for a state, and says what it waited for when that does not come. */
export async function until(reached: () => Promise<boolean> | boolean, what: string, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await reached())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  const defined = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(defined.filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'));
}

/** A data folder that nobody has used, and its end. */
export async function freshFolder(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kaipan-e2e-'));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
