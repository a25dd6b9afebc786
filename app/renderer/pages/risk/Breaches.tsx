import { useTranslation } from 'react-i18next';
import { type RiskLimitRow, type RiskRow } from '../../../preload/contract.ts';
import { Section } from '../../components/Panel.tsx';
import { wordFor } from '../../i18n/refusal.ts';
import { useSettings } from '../../stores/settings.ts';
import { Gauge, NEAR } from './Gauge.tsx';

interface Breach {
  readonly rule: string;
  readonly limit: RiskLimitRow;
}

/** Limits that the account has reached or is near to, the nearest first. */
export function Breaches({ risk }: { readonly risk: RiskRow }) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const breaches = breachesOf(risk);
  return (
    <Section title={t('policy.breaches')}>
      {breaches.length === 0 ? (
        <p className="muted">{t('policy.noBreaches')}</p>
      ) : (
        <ul aria-label={t('policy.breaches')}>
          {breaches.map(({ rule, limit }) => (
            <li key={`${rule}-${limit.key}`} className="breach">
              <span>
                {wordFor(language, 'rule', rule)}
                {limit.of !== null && <span className="muted"> {limit.of}</span>}
              </span>
              <Gauge limit={limit} name={wordFor(language, 'rule', rule)} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function breachesOf({ rules }: RiskRow): readonly Breach[] {
  const found = rules.flatMap(({ name, severity, limits }) =>
    severity === null ? [] : limits.filter((limit) => usedOf(limit) >= NEAR).map((limit) => ({ rule: name, limit })),
  );
  return found.toSorted((a, b) => usedOf(b.limit) - usedOf(a.limit));
}

function usedOf({ now, limit }: RiskLimitRow): number {
  return now === null || limit === 0 ? 0 : now / limit;
}
