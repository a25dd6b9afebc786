import { Menu, app } from 'electron';
import { type MenuCommand, type Settings } from '../preload/contract.ts';
import { type Session } from '../terminal/session.ts';
import { menuTemplate } from './menu-template.ts';
import { StayAwake } from './power.ts';
import { type Services } from './services.ts';
import { TrayIcon } from './tray.ts';
import { type WindowKeeper } from './window-keeper.ts';

/** Menu, tray, notifications and the machine's sleep. Returns what takes them away again. */
export function openDesktopSide({ settings, notices }: Services, session: Session, keeper: WindowKeeper): () => void {
  const actions = {
    command: (command: MenuCommand): void => keeper.command(command),
    change: (patch: Partial<Settings>): void => void settings.set(patch),
    about: (): void => app.showAboutPanel(),
    quit: (): void => app.quit(),
    show: (): void => keeper.show(),
  };
  const drawMenu = (): void => {
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(settings.get(), actions, process.platform)));
  };
  const tray = new TrayIcon(settings.get(), actions);
  settings.onChange((changed) => {
    tray.update(changed);
    drawMenu();
  });
  drawMenu();
  new StayAwake().follow(session);
  app.on('second-instance', () => {
    // Who sees the window already asks why there is no other.
    if (keeper.window !== null) notices.add('warn', 'app.secondStart', { pid: process.pid, since: process.getCreationTime() });
    keeper.show();
  });
  app.on('activate', actions.show);
  // The tray goes on: without a listener Electron would quit with its last window.
  app.on('window-all-closed', () => undefined);
  return () => tray.close();
}
