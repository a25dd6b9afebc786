import './TopBar.css';
import { CircleQuestionMark, Search, Settings2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../components/Button.tsx';
import { Keys } from '../components/Keys.tsx';
import { Menu, MenuChoice, MenuLine } from '../components/Menu.tsx';
import { changeSettings, useSettings } from '../stores/settings.ts';
import { useTerminal } from '../stores/terminal.ts';
import { showOverlay, useUi } from '../stores/ui.ts';
import { Playback } from './Playback.tsx';

export function TopBar() {
  const { t } = useTranslation();
  const page = useUi((ui) => ui.page);
  const date = useTerminal((state) => state.status?.date ?? null);
  const playable = useTerminal((state) => state.status?.playback != null);
  return (
    <header className="top-bar">
      <h1 className="top-bar-title">{t(`shell.page.${page}`)}</h1>
      <span className="top-bar-date">{date}</span>
      <button type="button" className="top-bar-search" onClick={() => showOverlay('palette')}>
        <Search size={14} />
        <span className="ellipsis">{t('shell.searchOrCommand')}</span>
        <Keys keys="mod+k" />
      </button>
      {playable && <Playback />}
      <IconButton label={t('command.shortcuts')} keys="shift+slash" onClick={() => showOverlay('shortcuts')}>
        <CircleQuestionMark size={16} />
      </IconButton>
      <SettingsMenu />
    </header>
  );
}

function SettingsMenu() {
  const { t } = useTranslation();
  const settings = useSettings();
  return (
    <Menu
      trigger={
        <IconButton label={t('shell.appearance')}>
          <Settings2 size={16} />
        </IconButton>
      }
    >
      <MenuChoice
        title={t('shell.language')}
        value={settings.language}
        choices={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(language) => void changeSettings({ language })}
      />
      <MenuLine />
      <MenuChoice
        title={t('shell.theme')}
        value={settings.theme}
        choices={[
          { value: 'dark', label: t('shell.dark') },
          { value: 'light', label: t('shell.light') },
        ]}
        onChange={(theme) => void changeSettings({ theme })}
      />
      <MenuLine />
      <MenuChoice
        title={t('shell.colours')}
        value={settings.redUp ? 'red' : 'green'}
        choices={[
          { value: 'red', label: t('shell.redUp') },
          { value: 'green', label: t('shell.greenUp') },
        ]}
        onChange={(colour) => void changeSettings({ redUp: colour === 'red' })}
      />
      <MenuLine />
      <MenuChoice
        title={t('shell.notifications')}
        value={settings.notifications ? 'on' : 'off'}
        choices={[
          { value: 'on', label: t('shell.on') },
          { value: 'off', label: t('shell.off') },
        ]}
        onChange={(wanted) => void changeSettings({ notifications: wanted === 'on' })}
      />
      <MenuLine />
      <MenuChoice
        title={t('shell.afterCrash')}
        value={settings.afterCrash}
        choices={[
          { value: 'pause', label: t('shell.pauseAfterCrash') },
          { value: 'goOn', label: t('shell.goOnAfterCrash') },
        ]}
        onChange={(afterCrash) => void changeSettings({ afterCrash })}
      />
    </Menu>
  );
}
