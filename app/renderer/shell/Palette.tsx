import './Palette.css';
import { Command } from 'cmdk';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMANDS, COMMAND_GROUPS, type Command as KaipanCommand } from '../commands/commands.ts';
import { Dialog } from '../components/Dialog.tsx';
import { Keys } from '../components/Keys.tsx';
import { instruments } from '../stores/terminal.ts';
import { selectInstrument } from '../stores/trade.ts';
import { showOverlay, showPage } from '../stores/ui.ts';

/** Most instruments offered for what is typed. */
const MOST_INSTRUMENTS = 8;

const close = (): void => showOverlay(null);

/** Every command and every instrument, by typing a part of its name or code. */
export function Palette() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const run = (command: KaipanCommand): void => {
    close();
    command.run();
  };
  return (
    <Dialog title={t('command.palette')} titleHidden className="palette" onClose={close}>
      <Command label={t('command.palette')} loop>
        <Command.Input data-autofocus placeholder={t('shell.paletteHint')} value={typed} onValueChange={setTyped} />
        <Command.List>
          <Command.Empty>{t('shell.nothingFound')}</Command.Empty>
          <FoundInstruments typed={typed} />
          {COMMAND_GROUPS.map((group) => (
            <Command.Group key={group} heading={t(`commandGroup.${group}`)}>
              {COMMANDS.filter((command) => command.group === group && command.available()).map((command) => (
                <Command.Item
                  key={command.id}
                  value={`${t(`command.${command.id}`)} ${command.id}`}
                  onSelect={() => run(command)}
                >
                  <span>{t(`command.${command.id}`)}</span>
                  {command.keys !== null && <Keys keys={command.keys} />}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}

function FoundInstruments({ typed }: { readonly typed: string }) {
  const { t } = useTranslation();
  const found = useMemo(() => findInstruments(typed), [typed]);
  if (found.length === 0) return null;
  return (
    <Command.Group heading={t('commandGroup.instruments')} forceMount>
      {found.map((instrument) => (
        <Command.Item
          key={instrument.id}
          forceMount
          value={`${instrument.id} ${instrument.name}`}
          onSelect={() => {
            selectInstrument(instrument.id);
            showPage('trade');
          }}
        >
          <span className="palette-code">{instrument.id}</span>
          <span>{instrument.name}</span>
          <span className="faint">{t(`words.board.${instrument.board}`)}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function findInstruments(typed: string) {
  const wanted = typed.trim().toUpperCase();
  if (wanted === '') return [];
  return [...instruments.getState().rows.values()]
    .filter(({ id, name }) => id.includes(wanted) || name.toUpperCase().includes(wanted))
    .slice(0, MOST_INSTRUMENTS);
}
