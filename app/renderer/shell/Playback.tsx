import { ChevronDown, FastForward, Pause, Play, StepForward } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../components/Button.tsx';
import { Menu, MenuChoice, MenuItem } from '../components/Menu.tsx';
import { useNow } from '../components/useNow.ts';
import { formatClock, formatMinute } from '../format/time.ts';
import { SPEEDS, playbackAction, togglePlaying } from '../stores/playback.ts';
import { sessionNow, useTerminal } from '../stores/terminal.ts';
import { showPage } from '../stores/ui.ts';

/** How often the session clock is drawn. */
const CLOCK_MS = 100;

/** Play, pause, speed and jumps of a market that we play ourselves. */
export function Playback() {
  const { t } = useTranslation();
  const playing = useTerminal((state) => state.status?.playback?.playing === true);
  const settled = useTerminal((state) => state.status?.settled === true);
  const released = useTerminal((state) => state.status?.released === true);
  const goesOn = useTerminal((state) => state.status?.playback?.goesOn === true);
  return (
    <section className="playback" aria-label={t('shell.playback')}>
      <SessionClock />
      <IconButton
        label={playing ? t('command.pausePlayback') : t('command.play')}
        keys="alt+p"
        disabled={settled}
        onClick={() => void togglePlaying()}
      >
        {playing ? <Pause size={16} /> : <Play size={16} />}
      </IconButton>
      <Speed />
      {settled || released ? goesOn && <NextDay /> : <Jump />}
    </section>
  );
}

function SessionClock() {
  useNow(CLOCK_MS);
  const now = sessionNow(useTerminal.getState());
  return <span className="playback-clock">{now === 0 ? '' : formatClock(now)}</span>;
}

function Speed() {
  const { t } = useTranslation();
  const speed = useTerminal((state) => state.status?.playback?.speed ?? 1);
  const speeds = [...new Set([...SPEEDS, speed])].toSorted((a, b) => a - b);
  return (
    <Menu
      trigger={
        <Button tone="quiet" aria-label={t('shell.speed', { speed })}>
          <FastForward size={14} />×{speed}
        </Button>
      }
    >
      <MenuChoice
        title={t('shell.speedTitle')}
        value={String(speed)}
        choices={speeds.map((one) => ({ value: String(one), label: `×${one}` }))}
        onChange={(wanted) => void playbackAction({ action: 'setSpeed', speed: Number(wanted) })}
      />
    </Menu>
  );
}

function Jump() {
  const { t } = useTranslation();
  const phases = useTerminal((state) => state.status?.phases) ?? [];
  const from = useTerminal((state) => state.status?.phase?.from ?? 0);
  const ahead = phases.filter((phase) => phase.from > from);
  return (
    <Menu
      trigger={
        <Button tone="quiet" disabled={ahead.length === 0}>
          {t('shell.jump')}
          <ChevronDown size={14} />
        </Button>
      }
    >
      {ahead.map((phase) => (
        <MenuItem key={phase.from} onSelect={() => void playbackAction({ action: 'jumpTo', time: phase.from })}>
          {t(`words.phase.${phase.name}`)}
          <span className="faint">{formatMinute(phase.from)}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}

/** The next day, or the way to what stands before it. */
function NextDay() {
  const { t } = useTranslation();
  const final = useTerminal(({ status }) => status?.sealed === true || status?.released === true);
  if (!final) {
    return (
      <Button tone="primary" small onClick={() => showPage('settlement')}>
        {t('settlement.goSettle')}
      </Button>
    );
  }
  return (
    <Button tone="primary" small onClick={() => void playbackAction({ action: 'nextDay' })}>
      <StepForward size={14} />
      {t('command.nextDay')}
    </Button>
  );
}
