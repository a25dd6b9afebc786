import { ArrowLeft, Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../components/Button.tsx';
import { Segmented } from '../../../components/Segmented.tsx';
import { formatTime } from '../../../format/time.ts';
import { LAST_PLACE, timeAt } from '../../../stores/replay-scale.ts';
import { REPLAY_SPEEDS, closeReplay, goTo, stepEvent, useReplay } from '../../../stores/replay.ts';

/** Play, pause, speed and steps of a day that is looked at again. */
export function Transport() {
  const { t } = useTranslation();
  const { date, live, playing, speed, place, happened, events, moment } = useReplay();
  const toggle = (): void => {
    if (!playing && place >= LAST_PLACE) goTo(0);
    useReplay.setState({ playing: !playing });
  };
  return (
    <header className="replay-head">
      <Button tone="quiet" onClick={closeReplay}>
        <ArrowLeft size={16} /> {t('replay.back')}
      </Button>
      <h2>{t('replay.title', { date: date ?? '' })}</h2>
      {live && <span className="muted">{t('replay.live')}</span>}
      <div className="replay-transport" role="group" aria-label={t('replay.transport')}>
        <IconButton label={t('replay.before')} onClick={() => stepEvent(-1)}>
          <SkipBack size={16} />
        </IconButton>
        <IconButton label={playing ? t('replay.pause') : t('replay.play')} onClick={toggle}>
          {playing ? <Pause size={16} /> : <Play size={16} />}
        </IconButton>
        <IconButton label={t('replay.next')} onClick={() => stepEvent(1)}>
          <SkipForward size={16} />
        </IconButton>
        <Segmented
          label={t('replay.speed')}
          value={String(speed)}
          choices={REPLAY_SPEEDS.map((one) => ({ value: String(one), label: `×${one}` }))}
          onChange={(chosen) => useReplay.setState({ speed: REPLAY_SPEEDS.find((one) => String(one) === chosen) ?? speed })}
        />
      </div>
      <span className="replay-clock" role="timer" aria-label={t('replay.clock')}>
        {formatTime(timeAt(place))}
      </span>
      <span className="muted">{moment === null ? '' : t(`words.phase.${moment.phase}`)}</span>
      <span className="faint num">{t('replay.count', { happened, all: events.length })}</span>
    </header>
  );
}
