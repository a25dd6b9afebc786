import { useTranslation } from 'react-i18next';
import { type RiskHitsRow, type RiskLimitRow, type RiskRuleRow } from '../../../preload/contract.ts';
import { classes } from '../../components/classes.ts';
import { NOTHING, formatMoney, formatPercent, formatQuantity } from '../../format/number.ts';
import { formatAge } from '../../format/time.ts';
import { wordFor } from '../../i18n/refusal.ts';
import { useSettings } from '../../stores/settings.ts';
import { Gauge } from './Gauge.tsx';

export interface RuleTableProps {
  readonly title: string;
  readonly rules: readonly RiskRuleRow[];
  /** Whether the account stands somewhere against these limits. */
  readonly measured?: boolean;
}

const KINDS = ['deny', 'ask', 'shrink', 'warn'] as const;

const SHOW: Readonly<Record<RiskLimitRow['unit'], (value: number) => string>> = {
  percent: formatPercent,
  count: formatQuantity,
  shares: formatQuantity,
  money: formatMoney,
  duration: formatAge,
};

/** Rules with their limits, what a breach leads to, and how often they spoke today. */
export function RuleTable({ title, rules, measured = false }: RuleTableProps) {
  const { t } = useTranslation();
  if (rules.length === 0) return null;
  return (
    <table className="rule-table" aria-label={title}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('risk.rule')}</th>
          <th scope="col">{t('risk.scope')}</th>
          <th scope="col" className="num-head">
            {rules.some(({ limits }) => limits.length > 0) && t('risk.limit')}
          </th>
          <th scope="col" className="num-head">
            {measured && t('risk.now')}
          </th>
          <th scope="col">{measured && t('risk.used')}</th>
          <th scope="col">{t('risk.severity')}</th>
          <th scope="col">{t('risk.today')}</th>
        </tr>
      </thead>
      <tbody>
        {spokenFirst(rules).map((rule) => (
          <Rule key={rule.name} rule={rule} measured={measured} />
        ))}
      </tbody>
    </table>
  );
}

/** Rules that spoke today come first; the others stay in the order of the gate. */
function spokenFirst(rules: readonly RiskRuleRow[]): readonly RiskRuleRow[] {
  const spoken = ({ hits }: RiskRuleRow): number => Math.sign(KINDS.reduce((sum, kind) => sum + hits[kind], 0));
  return rules.toSorted((a, b) => spoken(b) - spoken(a));
}

interface RuleProps {
  readonly rule: RiskRuleRow;
  readonly measured: boolean;
}

function Rule({ rule, measured }: RuleProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const name = wordFor(language, 'rule', rule.name);
  return (
    <tr className={classes(rule.severity === null && 'rule-off')}>
      <th scope="row">{name}</th>
      <td className="muted">{t(`risk.scopes.${rule.scope}`)}</td>
      <td className="num">
        {rule.limits.map((limit) => (
          <Limit key={limit.key} limit={limit} />
        ))}
      </td>
      <td className="num">{measured && rule.limits.map((limit) => <Now key={limit.key} limit={limit} />)}</td>
      <td>{measured && rule.limits.map((limit) => <Gauge key={limit.key} limit={limit} name={name} />)}</td>
      <td>{rule.severity === null ? <span className="faint">{NOTHING}</span> : t(`risk.severities.${rule.severity}`)}</td>
      <td>
        <Hits hits={rule.hits} />
      </td>
    </tr>
  );
}

interface LimitProps {
  readonly limit: RiskLimitRow;
}

function Limit({ limit: { key, unit, limit } }: LimitProps) {
  const { t } = useTranslation();
  return (
    <div className="rule-value">
      {key !== 'most' && <span className="muted">{t(`risk.keys.${key}`)} </span>}
      {SHOW[unit](limit)}
    </div>
  );
}

function Now({ limit: { unit, now, of } }: LimitProps) {
  const { t } = useTranslation();
  return (
    <div className="rule-value">
      {of !== null && <span className="muted">{of} </span>}
      {now === null ? <span className="faint">{t('risk.tooFew')}</span> : SHOW[unit](now)}
    </div>
  );
}

/** How often the rule spoke today. */
function Hits({ hits }: { readonly hits: RiskHitsRow }) {
  const { t } = useTranslation();
  const spoken = KINDS.filter((kind) => hits[kind] > 0);
  if (spoken.length === 0) return <span className="faint">{NOTHING}</span>;
  return (
    <span className={hits.deny > 0 ? 'stop' : 'warning'}>
      {spoken.map((kind) => t(`risk.hits.${kind}`, { count: hits[kind] })).join(' · ')}
    </span>
  );
}
