import { join } from 'node:path';
import { BrowserWindow, nativeImage, screen } from 'electron';
import { MENU_CHANNEL, type MenuCommand, type Settings, UPDATE_CHANNEL, type Update } from '../preload/contract.ts';
import windowIcon from '../../resources/icons/window.png?inline';
import { JsonFile } from './json-file.ts';
import { START_URL } from './origin.ts';
import { webPreferences } from './web-preferences.ts';
import { MIN_SIZE, type WindowState, boundsFor, windowStateSchema } from './window-bounds.ts';

/** The ground of the page in each theme, so that a window that opens does not flash. */
const GROUND: Readonly<Record<Settings['theme'], string>> = { dark: '#0f131a', light: '#ffffff' };
/** A page that does not answer for so long after Electron noticed is opened anew. */
const HANG_MS = 10_000;
/** More crashes than this within a minute, and opening it again would only go on like that. */
const MOST_CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;

export interface WindowOptions {
  readonly dataDir: string;
  readonly preload: string;
  readonly styleNonce: string;
  readonly devTools: boolean;
  readonly theme: () => Settings['theme'];
  readonly now: () => number;
  readonly onCreated: () => void;
  readonly onLoaded: () => void;
  /** The person closed it. */
  readonly onClosed: () => void;
  /** It crashed or hung; `reopened` is false once it has happened too often. */
  readonly onCrashed: (reason: string, reopened: boolean) => void;
}

/** Keeps the one window: opens it where it was left, opens it again when its page dies, and lets it go when closed. */
export class WindowKeeper {
  readonly #options: WindowOptions;
  readonly #file: JsonFile<WindowState | null>;
  #window: BrowserWindow | null = null;
  #crashes: readonly number[] = [];
  #command: MenuCommand | null = null;

  constructor(options: WindowOptions) {
    this.#options = options;
    this.#file = new JsonFile(join(options.dataDir, 'window.json'), windowStateSchema.nullable(), null);
  }

  get window(): BrowserWindow | null {
    return this.#window;
  }

  isOurs(webContentsId: number): boolean {
    return this.#window !== null && !this.#window.isDestroyed() && this.#window.webContents.id === webContentsId;
  }

  /** Opens the window, or brings the open one to the front. */
  show(): void {
    if (this.#window === null) {
      this.#open();
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  send(update: Update): void {
    this.#window?.webContents.send(UPDATE_CHANNEL, update);
  }

  /** Has the page do a command of the menu: at once, or when a window that must first be opened is usable. */
  command(command: MenuCommand): void {
    if (this.#window === null) this.#command = command;
    else this.#window.webContents.send(MENU_CHANNEL, command);
    this.show();
  }

  /** The page can be used: what waited for it is done. */
  usable(): void {
    if (this.#command !== null) this.#window?.webContents.send(MENU_CHANNEL, this.#command);
    this.#command = null;
  }

  #open(): void {
    const { preload, styleNonce, devTools, theme, onCreated, onLoaded } = this.#options;
    const left = this.#file.read().value;
    const bounds = boundsFor(left, screen.getAllDisplays().map(({ workArea }) => workArea));
    const window = new BrowserWindow({
      ...bounds,
      minWidth: MIN_SIZE.width,
      minHeight: MIN_SIZE.height,
      title: 'Kaipan',
      icon: nativeImage.createFromDataURL(windowIcon),
      show: false,
      backgroundColor: GROUND[theme()],
      webPreferences: webPreferences(preload, styleNonce, devTools),
    });
    this.#window = window;
    window.once('ready-to-show', () => {
      if (left?.maximized === true) window.maximize();
      window.show();
    });
    window.webContents.once('did-finish-load', onLoaded);
    this.#watch(window);
    onCreated();
    // A page that does not load shows as a crash or as its absence; there is nobody else to tell.
    window.loadURL(START_URL).catch(() => undefined);
  }

  #watch(window: BrowserWindow): void {
    let hang: NodeJS.Timeout | undefined;
    window.on('close', () => {
      this.#file.write({ ...window.getNormalBounds(), maximized: window.isMaximized() });
      this.#options.onClosed();
    });
    window.on('closed', () => {
      clearTimeout(hang);
      if (this.#window === window) this.#window = null;
    });
    window.on('unresponsive', () => {
      hang = setTimeout(() => window.webContents.forcefullyCrashRenderer(), HANG_MS);
    });
    window.on('responsive', () => clearTimeout(hang));
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') this.#reopen(window, reason);
    });
  }

  #reopen(window: BrowserWindow, reason: string): void {
    const now = this.#options.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    const again = this.#crashes.length <= MOST_CRASHES;
    window.destroy();
    this.#window = null;
    this.#options.onCrashed(reason, again);
    if (again) this.#open();
  }
}
