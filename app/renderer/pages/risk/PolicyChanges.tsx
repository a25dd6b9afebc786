import { useTranslation } from 'react-i18next';
import { type PolicyChange } from '../../../preload/contract.ts';
import { formatMoney, formatPercent, formatQuantity } from '../../format/number.ts';
import { formatAge } from '../../format/time.ts';
import { wordFor } from '../../i18n/refusal.ts';
import { type FieldKind, kindOf, partOf } from '../../stores/policy-draft.ts';
import { useSettings } from '../../stores/settings.ts';

/** Setting by setting: what it was, what it is, and whether that holds back more or less. */
export function PolicyChanges({ changes }: { readonly changes: readonly PolicyChange[] }) {
  return (
    <ul>
      {changes.map((change) => (
        <Change key={change.field} change={change} />
      ))}
    </ul>
  );
}

function Change({ change }: { readonly change: PolicyChange }) {
  const { t } = useTranslation();
  const show = useShown();
  const { before, after, effect } = change;
  // A policy keeps its watches in a section of their own; where they are typed there is none.
  const field = change.field.replace(/^watch\.watches\./, 'watch.');
  const name = useFieldName(field);
  return (
    <li className="policy-change" data-effect={effect}>
      <span>{name}</span>
      <span className="policy-values">
        {show(field, before)} → {show(field, after)}
      </span>
      <span className={effect === 'looser' ? 'warning' : 'faint'}>{t(`policy.effects.${effect}`)}</span>
    </li>
  );
}

/** `rules.exposure.most` as “total exposure · limit”; what has no words keeps its own name. */
function useFieldName(path: string): string {
  const language = useSettings((settings) => settings.language);
  const { t, i18n } = useTranslation();
  const field = (name: string): string => (i18n.exists(`policy.fields.${name}`) ? t(`policy.fields.${name}` as 'policy.fields.most') : name);
  const part = partOf(path);
  if (part === null) return field(path.split('.').at(-1)?.replace(/Ms$/, '') ?? path);
  const [head, rule = '', scope] = part.split('.');
  const name = head === 'rules' ? wordFor(language, 'rule', rule) : `${wordFor(language, 'watch', rule)} · ${t(`watch.scopes.${scope}` as 'watch.scopes.account')}`;
  return path === part ? name : `${name} · ${field(path.slice(part.length + 1).replace(/Ms$/, ''))}`;
}

const SHOW: Readonly<Partial<Record<FieldKind, (value: number) => string>>> = {
  percent: formatPercent,
  count: formatQuantity,
  shares: formatQuantity,
  money: formatMoney,
  seconds: formatAge,
};

/** How a value of a policy is shown; times are milliseconds in it, seconds where they are typed. */
function useShown(): (field: string, value: PolicyChange['before']) => string {
  const { t, i18n } = useTranslation();
  return (field, value) => {
    if (value === null || value === false) return t('policy.off');
    if (value === true) return t('policy.on');
    if (typeof value === 'number') return SHOW[kindOf(field.replace(/Ms$/, '')) ?? 'count']?.(value) ?? String(value);
    if (typeof value !== 'string') return value.length === 0 ? t('policy.nothing') : value.join(', ');
    const key = [`risk.severities.${value}`, `risk.template.${value}`, `watch.actions.${value}`].find((one) => i18n.exists(one));
    return key === undefined ? value : t(key as 'risk.severities.deny');
  };
}
