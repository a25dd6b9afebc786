import { useTranslation } from 'react-i18next';
import { type RiskLimitRow } from '../../../preload/contract.ts';

/** From this share of a limit on it is shown as near, from the whole as reached. */
export const NEAR = 0.8;

export interface GaugeProps {
  readonly limit: RiskLimitRow;
  readonly name: string;
}

/** How much of the limit is used. */
export function Gauge({ limit: { limit, now }, name }: GaugeProps) {
  const { t } = useTranslation();
  if (now === null) return <div className="rule-value" />;
  return <UsedBar used={limit === 0 ? 0 : now / limit} label={(percent) => t('risk.gauge', { rule: name, percent })} />;
}

export interface UsedBarProps {
  /** 1 is all of the limit. */
  readonly used: number;
  /** Its name for screen readers. */
  readonly label: (percent: string) => string;
}

/** A bar, its percentage, and a tone from near on. */
export function UsedBar({ used, label }: UsedBarProps) {
  const percent = `${Math.round(used * 100)}%`;
  const tone = used >= 1 ? 'reached' : used >= NEAR ? 'near' : 'far';
  return (
    <div className="rule-value gauge" role="img" aria-label={label(percent)} data-tone={tone}>
      <span className="gauge-bar">
        <span style={{ width: `${Math.min(100, used * 100)}%` }} />
      </span>
      <span className="gauge-text">{percent}</span>
    </div>
  );
}
