import { CloudDownload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type CloudSignalsRow, type CloudStrategyRow } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { formatMoment } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { pullSignals, setSignals, showPulled } from '../../stores/sync.ts';

/** Length of a moment without its seconds. */
const TO_THE_MINUTE = 16;

export interface SignalsProps {
  readonly signals: CloudSignalsRow;
  readonly connected: boolean;
}

/** The strategies of the cloud, what has come down of each, and whether it may be traded on. */
export function Signals({ signals, connected }: SignalsProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { strategies, pulling, pulledAt, failure } = signals;
  const ticked = strategies.filter(({ pulled }) => pulled).map(({ id }) => id);
  const toggle = (id: string, on: boolean): void => void setSignals({ pulled: on ? [...ticked, id] : ticked.filter((one) => one !== id) });
  return (
    <div className="sync-signals">
      <header className="sync-head">
        <span className="muted num">{pulledAt === null ? t('sync.neverPulled') : t('sync.pulledAt', { at: formatMoment(pulledAt) })}</span>
        <span className="sync-spring" />
        <Button disabled={!connected || pulling} onClick={() => void pullSignals()}>
          <CloudDownload size={14} /> {t(pulling ? 'sync.pulling' : 'sync.pullNow')}
        </Button>
        {failure !== null && (
          <p className="sync-failure warning" role="alert">
            {describe(failure)}
          </p>
        )}
      </header>
      {strategies.length === 0 ? (
        <Empty title={t('sync.noStrategies')} text={t('sync.noStrategiesText')} />
      ) : (
        <table className="sync-strategies" aria-label={t('sync.signals')}>
          <Head />
          <tbody>
            {strategies.map((one) => (
              <Strategy key={one.id} strategy={one} onPulled={(on) => toggle(one.id, on)} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function Head() {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th>{t('sync.pull')}</th>
        <th>{t('sync.strategy')}</th>
        <th>{t('sync.source')}</th>
        <th>{t('sync.since')}</th>
        <th className="num">{t('sync.totalReturn')}</th>
        <th className="num">{t('sync.drawdown')}</th>
        <th className="num">{t('sync.sharpe')}</th>
        <th>{t('sync.madeAt')}</th>
        <th>{t('sync.signalsFor')}</th>
        <th>{t('sync.check')}</th>
        <td aria-label={t('sync.import')} />
      </tr>
    </thead>
  );
}

interface StrategyProps {
  readonly strategy: CloudStrategyRow;
  readonly onPulled: (on: boolean) => void;
}

function Strategy({ strategy, onPulled }: StrategyProps) {
  const { t } = useTranslation();
  const { id, title, source, since, totalReturn, maxDrawdown, sharpe, pulled, madeAt, signalsFor, problem, followed } = strategy;
  return (
    <tr>
      <td>
        <input type="checkbox" aria-label={`${t('sync.pull')} ${id}`} checked={pulled || followed} disabled={followed} title={followed ? t('sync.followed') : undefined} onChange={({ target }) => onPulled(target.checked)} />
      </td>
      <td className="sync-title" title={title}>
        {title} <span className="faint">{id}</span>
      </td>
      <td>{t(`sync.sources.${source}`)}</td>
      <td className="num">{since}</td>
      <td className="num">{percent(totalReturn)}</td>
      <td className="num">{percent(maxDrawdown)}</td>
      <td className="num">{sharpe === null ? '—' : sharpe.toFixed(2)}</td>
      <td className="num">{madeAt === null ? '—' : formatMoment(Date.parse(madeAt)).slice(0, TO_THE_MINUTE)}</td>
      <td className="num">{signalsFor ?? '—'}</td>
      <td className="sync-verdict">
        <Verdict strategy={strategy} />
      </td>
      <td>
        <Button small disabled={madeAt === null || problem !== null} aria-label={`${t('sync.import')} ${id}`} onClick={() => void showPulled(id)}>
          {t('sync.import')}
        </Button>
      </td>
    </tr>
  );
}

/** Whether what came down may be traded on; if not, why. */
function Verdict({ strategy: { madeAt, problem, taken } }: Pick<StrategyProps, 'strategy'>) {
  const { t } = useTranslation();
  const describe = useDescribe();
  if (madeAt === null) return <span className="faint">{t('sync.none')}</span>;
  if (problem !== null) return <span className="warning">{describe(problem)}</span>;
  return taken ? <Badge tone="accent">{t('sync.inPlan')}</Badge> : <span>{t('sync.sound')}</span>;
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)}%`;
}
