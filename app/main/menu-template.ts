import type { MenuItemConstructorOptions } from 'electron';
import { type MenuCommand, type Settings } from '../preload/contract.ts';
import { wordsOf } from './words.ts';

export interface MenuActions {
  /** Opens the window if need be and has it do the command. */
  readonly command: (command: MenuCommand) => void;
  readonly change: (patch: Partial<Settings>) => void;
  readonly about: () => void;
  readonly quit: () => void;
}

type Item = MenuItemConstructorOptions;
const SEPARATOR: Item = { type: 'separator' };

/**
 * The application menu. Keys that the page handles itself are shown but not registered: the page knows whether a dialog
 * or a field has the keyboard.
 */
export function menuTemplate(settings: Settings, actions: MenuActions, platform: NodeJS.Platform): Item[] {
  const words = wordsOf(settings.language);
  const command = (label: string, name: MenuCommand, accelerator: string): Item => ({
    label,
    accelerator,
    registerAccelerator: false,
    click: () => actions.command(name),
  });
  const quit: Item = { label: words.quit, accelerator: 'CmdOrCtrl+Q', click: actions.quit };
  const about: Item = { label: words.about, click: actions.about };
  const mac = platform === 'darwin';
  const app: Item = {
    label: 'Kaipan',
    submenu: [
      about,
      SEPARATOR,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.unhide },
      SEPARATOR,
      quit,
    ],
  };
  return [
    ...(mac ? [app] : []),
    {
      label: words.file,
      submenu: [
        command(words.importSignals, 'importSignals', 'CmdOrCtrl+O'),
        command(words.openRecorded, 'openRecorded', 'CmdOrCtrl+Shift+O'),
        { label: words.connectGateway, click: () => actions.command('connectGateway') },
        { label: words.openDemo, click: () => actions.command('openDemo') },
        SEPARATOR,
        { role: 'close', label: words.closeWindow },
        ...(mac ? [] : [quit]),
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        SEPARATOR,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        command(words.plan, 'showPlan', 'CmdOrCtrl+1'),
        command(words.trade, 'showTrade', 'CmdOrCtrl+2'),
        command(words.risk, 'showRisk', 'CmdOrCtrl+3'),
        command(words.scripts, 'showScripts', 'CmdOrCtrl+4'),
        command(words.log, 'showLog', 'CmdOrCtrl+5'),
        command(words.review, 'showReview', 'CmdOrCtrl+6'),
        command(words.settlement, 'showSettlement', 'CmdOrCtrl+7'),
        command(words.sync, 'showSync', 'CmdOrCtrl+8'),
        command(words.strategies, 'showStrategies', 'CmdOrCtrl+9'),
        command(words.palette, 'openPalette', 'CmdOrCtrl+K'),
        SEPARATOR,
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        { role: 'resetZoom', label: words.resetZoom },
        { role: 'togglefullscreen', label: words.fullScreen },
      ],
    },
    settingsMenu(settings, actions),
    { label: words.window, submenu: [{ role: 'minimize', label: words.minimize }] },
    {
      label: words.help,
      submenu: [command(words.shortcuts, 'showShortcuts', 'Shift+/'), ...(mac ? [] : [SEPARATOR, about])],
    },
  ];
}

function settingsMenu({ language, theme, redUp, notifications, afterCrash }: Settings, { change }: MenuActions): Item {
  const words = wordsOf(language);
  const radio = (label: string, checked: boolean, patch: Partial<Settings>): Item => ({
    label,
    type: 'radio',
    checked,
    click: () => change(patch),
  });
  return {
    label: words.settings,
    submenu: [
      {
        label: words.language,
        submenu: [radio('中文', language === 'zh', { language: 'zh' }), radio('English', language === 'en', { language: 'en' })],
      },
      {
        label: words.theme,
        submenu: [radio(words.dark, theme === 'dark', { theme: 'dark' }), radio(words.light, theme === 'light', { theme: 'light' })],
      },
      { label: words.redUp, type: 'checkbox', checked: redUp, click: () => change({ redUp: !redUp }) },
      {
        label: words.notifications,
        type: 'checkbox',
        checked: notifications,
        click: () => change({ notifications: !notifications }),
      },
      {
        label: words.afterCrash,
        submenu: [
          radio(words.pauseAfterCrash, afterCrash === 'pause', { afterCrash: 'pause' }),
          radio(words.goOnAfterCrash, afterCrash === 'goOn', { afterCrash: 'goOn' }),
        ],
      },
    ],
  };
}
