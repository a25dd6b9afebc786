import { useTranslation } from 'react-i18next';
import { type StrategyTargetRow } from '../../../preload/contract.ts';
import { classes, trendClass } from '../../components/classes.ts';
import { NOTHING, formatMoney, formatPercent, formatQuantity, signed } from '../../format/number.ts';
import { useDescribe } from '../../i18n/refusal.ts';

/** What the strategy wants of each instrument against what it holds. */
export function TargetTable({ targets }: { readonly targets: readonly StrategyTargetRow[] }) {
  const { t } = useTranslation();
  if (targets.length === 0) return <p className="strategies-empty muted">{t('strategies.noTargets')}</p>;
  return (
    <table className="strategies-table strategies-targets" aria-label={t('strategies.targets')}>
      <thead>
        <tr>
          <th scope="col">{t('strategies.instrument')}</th>
          {(['targetWeight', 'heldWeight', 'target', 'held', 'difference', 'value'] as const).map((name) => (
            <th key={name} scope="col" className="num-head">
              {t(`strategies.${name}`)}
            </th>
          ))}
          <th scope="col">{t('strategies.notes')}</th>
        </tr>
      </thead>
      <tbody>
        {targets.map((target) => (
          <Target key={target.instrument} target={target} />
        ))}
      </tbody>
    </table>
  );
}

function Target({ target }: { readonly target: StrategyTargetRow }) {
  const describe = useDescribe();
  const { instrument, name, targetWeight, heldWeight, targetQuantity, held, heldValue, notes } = target;
  const difference = targetQuantity === null ? null : targetQuantity - held;
  return (
    <tr>
      <th scope="row">
        {name} <small className="muted">{instrument}</small>
      </th>
      <td className="number">{targetWeight === null ? NOTHING : formatPercent(targetWeight)}</td>
      <td className="number">{formatPercent(heldWeight)}</td>
      <td className="number">{targetQuantity === null ? NOTHING : formatQuantity(targetQuantity)}</td>
      <td className="number">{formatQuantity(held)}</td>
      <td className={classes('number', trendClass(difference ?? 0))}>{difference === null ? NOTHING : signed(difference, formatQuantity(difference))}</td>
      <td className="number">{formatMoney(heldValue)}</td>
      <td className="muted">{notes.map(describe).join('；')}</td>
    </tr>
  );
}
