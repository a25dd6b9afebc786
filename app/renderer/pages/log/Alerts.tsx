import { useTranslation } from 'react-i18next';
import { type AlertRow } from '../../../preload/contract.ts';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { Empty } from '../../components/Empty.tsx';
import { Section } from '../../components/Panel.tsx';
import { formatClock } from '../../format/time.ts';
import { useLog } from '../../stores/log.ts';
import { useSettings } from '../../stores/settings.ts';

const TONES: Readonly<Record<AlertRow['level'], BadgeTone>> = { info: 'neutral', warn: 'warning', critical: 'stop' };

/** What the trader was told since the start, the latest first. */
export function Alerts() {
  const { t } = useTranslation();
  const alerts = useLog((ui) => ui.monitor?.alerts) ?? [];
  return (
    <Section title={t('log.alerts')}>
      {alerts.length === 0 ? (
        <Empty title={t('log.noAlerts')} text={t('log.noAlertsText')} />
      ) : (
        <ul className="log-alerts" aria-label={t('log.alerts')}>
          {alerts.map((alert) => (
            <Alert key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Alert({ alert: { level, title, text, raised, count, over } }: { readonly alert: AlertRow }) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  return (
    <li data-over={over !== null}>
      <span className="log-alert-head">
        <Badge tone={TONES[level]}>{t(`log.level.${level}`)}</Badge>
        <strong className="ellipsis">{title[language]}</strong>
        {count > 1 && <span className="faint">×{count}</span>}
        <span className="muted">{over === null ? t('log.standing', { since: formatClock(raised) }) : formatClock(raised)}</span>
      </span>
      <span className="muted selectable">{text[language]}</span>
    </li>
  );
}
