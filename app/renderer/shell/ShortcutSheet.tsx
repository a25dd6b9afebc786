import { useTranslation } from 'react-i18next';
import { COMMANDS, COMMAND_GROUPS } from '../commands/commands.ts';
import { Dialog } from '../components/Dialog.tsx';
import { Keys } from '../components/Keys.tsx';
import { showOverlay } from '../stores/ui.ts';

/** Every shortcut on one sheet. */
export function ShortcutSheet() {
  const { t } = useTranslation();
  return (
    <Dialog title={t('command.shortcuts')} className="shortcut-sheet" onClose={() => showOverlay(null)}>
      <div className="shortcut-groups">
        {COMMAND_GROUPS.map((group) => (
          <section key={group} className="shortcut-group">
            <h3>{t(`commandGroup.${group}`)}</h3>
            <ul>
              {COMMANDS.filter((command) => command.group === group).map(
                (command) =>
                  command.keys !== null && (
                    <li key={command.id} className="shortcut-row">
                      {t(`command.${command.id}`)}
                      <Keys keys={command.keys} />
                    </li>
                  ),
              )}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
