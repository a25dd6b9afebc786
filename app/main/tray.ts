import { Menu, Tray, nativeImage } from 'electron';
import trayIcon from '../../resources/icons/tray.png?inline';
import templateIcon from '../../resources/icons/tray-template.png?inline';
import { type Settings } from '../preload/contract.ts';
import { wordsOf } from './words.ts';

export interface TrayActions {
  readonly show: () => void;
  readonly quit: () => void;
}

/** Height of the icon in the macOS menu bar. */
const MAC_SIZE = 18;

/**
 * The icon that stays when the window is closed. A Linux desktop without a place for such icons shows none and says
 * nothing of it: there, starting Kaipan again opens the window of the one that runs.
 */
export class TrayIcon {
  readonly #tray: Tray;
  readonly #actions: TrayActions;

  constructor(settings: Settings, actions: TrayActions) {
    this.#actions = actions;
    this.#tray = new Tray(image());
    this.#tray.on('click', actions.show);
    this.update(settings);
  }

  update({ language }: Settings): void {
    const words = wordsOf(language);
    this.#tray.setToolTip(words.trayTip);
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words.showWindow, click: this.#actions.show },
        { type: 'separator' },
        { label: words.quit, click: this.#actions.quit },
      ]),
    );
  }

  close(): void {
    this.#tray.destroy();
  }
}

function image(): Electron.NativeImage {
  if (process.platform !== 'darwin') return nativeImage.createFromDataURL(trayIcon);
  const icon = nativeImage.createFromDataURL(templateIcon).resize({ height: MAC_SIZE });
  icon.setTemplateImage(true);
  return icon;
}
