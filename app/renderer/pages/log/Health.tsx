import { useTranslation } from 'react-i18next';
import { type HealthRow } from '../../../preload/contract.ts';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { Section } from '../../components/Panel.tsx';
import { useLog } from '../../stores/log.ts';

const TONES: Readonly<Record<HealthRow['state'], BadgeTone>> = { good: 'quiet', warn: 'warning', bad: 'stop', unknown: 'neutral' };

/** How every part is doing, against its limits. */
export function Health() {
  const { t } = useTranslation();
  const health = useLog((ui) => ui.monitor?.health) ?? [];
  return (
    <Section title={t('log.health')}>
      <ul className="log-health" aria-label={t('log.health')}>
        {health.map((row) => (
          <Part key={row.part} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function Part({ row: { part, value, warn, bad, state } }: { readonly row: HealthRow }) {
  const { t } = useTranslation();
  const unit = t(`log.unit.${part}`);
  return (
    <li title={t('log.limits', { warn, bad, unit })}>
      <span>{t(`log.part.${part}`)}</span>
      <span className="num">{value === null ? t('log.notNow') : `${Math.round(value)} ${unit}`}</span>
      <Badge tone={TONES[state]}>{t(`log.state.${state}`)}</Badge>
    </li>
  );
}
