import { Pause, Play, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type SyncRow, type SyncStateName } from '../../../preload/contract.ts';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { useNow } from '../../components/useNow.ts';
import { formatCountdown } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { retryUploads, setUploads } from '../../stores/sync.ts';

const TICK_MS = 1_000;
const TONES: Readonly<Record<SyncStateName, BadgeTone>> = { off: 'quiet', paused: 'warning', still: 'accent', sending: 'accent', waiting: 'warning', refused: 'stop' };

/** Where the uploads stand, and what a person can do about it. */
export function QueueHead({ sync }: { readonly sync: SyncRow }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { state, waiting, total, paused, failure } = sync;
  return (
    <header className="sync-head">
      <Badge tone={TONES[state]}>{t(`sync.state.${state}`)}</Badge>
      <span className="muted">{t('sync.counts', { waiting, total })}</span>
      <Again at={sync.againAt} />
      <span className="sync-spring" />
      <Button disabled={state === 'off' || paused || waiting === 0} onClick={() => void retryUploads()}>
        <RotateCw size={14} /> {t('sync.retry')}
      </Button>
      <Button disabled={state === 'off'} onClick={() => void setUploads({ paused: !paused })}>
        {paused ? <Play size={14} /> : <Pause size={14} />} {t(paused ? 'sync.resume' : 'sync.pause')}
      </Button>
      {failure !== null && (
        <p className="sync-failure warning" role="alert">
          {describe(failure)}
        </p>
      )}
      {state === 'off' && <p className="sync-failure faint">{t('sync.offText')}</p>}
    </header>
  );
}

function Again({ at }: { readonly at: number | null }) {
  const { t } = useTranslation();
  const now = useNow(TICK_MS);
  return at === null ? null : <span className="muted num">{t('sync.again', { time: formatCountdown(at - now) })}</span>;
}
