import { useEffect } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { type MenuCommand } from '../../preload/contract.ts';
import { bridge } from '../stores/bridge.ts';
import { COMMANDS, type Command } from './commands.ts';

const MENU: Readonly<Record<MenuCommand, Command['id']>> = {
  showPlan: 'showPlan',
  showTrade: 'showTrade',
  showRisk: 'showRisk',
  showScripts: 'showScripts',
  showLog: 'showLog',
  showReview: 'showReview',
  showSync: 'showSync',
  showSettlement: 'showSettlement',
  showStrategies: 'showStrategies',
  importSignals: 'importSignals',
  openRecorded: 'openRecorded',
  openDemo: 'openDemo',
  connectGateway: 'connectGateway',
  openPalette: 'palette',
  showShortcuts: 'shortcuts',
};

/** Keys that are no letters keep working while something is being typed; undo is then the field's own. */
const EVEN_WHILE_TYPING = /^(mod(?!\+z$)|alt|escape|f\d+)/;

/** Binds every command to its keys, and to the application menu. Draws nothing. */
export function Hotkeys() {
  useEffect(
    () =>
      bridge().onMenuCommand((wanted) => {
        const command = COMMANDS.find(({ id }) => id === MENU[wanted]);
        if (command?.available() === true) command.run();
      }),
    [],
  );
  return COMMANDS.map((command) =>
    command.keys === null ? null : <Hotkey key={command.id} command={command} keys={command.keys} />,
  );
}

/** A dialog has the keyboard to itself; Escape closes it. */
function dialogIsOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

interface HotkeyProps {
  readonly command: Command;
  readonly keys: string;
}

function Hotkey({ command, keys }: HotkeyProps) {
  useHotkeys(
    keys,
    () => {
      if (command.available()) command.run();
    },
    {
      ignoreEventWhen: dialogIsOpen,
      enableOnFormTags: EVEN_WHILE_TYPING.test(keys),
      preventDefault: true,
    },
    [command],
  );
  return null;
}
