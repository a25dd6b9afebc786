import { useTranslation } from 'react-i18next';
import { type StrategiesRow, type StrategyRow } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { classes, trendClass } from '../../components/classes.ts';
import { NOTHING, formatMoney, signed } from '../../format/number.ts';
import { select } from '../../stores/strategies.ts';
import { fractionText } from './strategy-words.ts';

const NUMBERS = ['capital', 'used', 'cash', 'worth', 'dayProfit', 'profit', 'drawdown', 'idle'] as const;

/** A row for each strategy, then what is nobody's, then the account: the rows add up to it, to the cent. */
export function StrategyTable({ row, selected }: { readonly row: StrategiesRow; readonly selected: string | null }) {
  const { t } = useTranslation();
  return (
    <table className="strategies-table strategies-list" aria-label={t('strategies.title')}>
      <thead>
        <tr>
          <th scope="col">{t('strategies.strategy')}</th>
          {NUMBERS.map((name) => (
            <th key={name} scope="col" className="num-head" title={t(`strategies.columnNote.${name}`)}>
              {t(`strategies.column.${name}`)}
            </th>
          ))}
          <th scope="col" className="num-head">
            {t('strategies.signals')}
          </th>
        </tr>
      </thead>
      <tbody>
        {row.strategies.map((strategy) => (
          <Strategy key={strategy.id} strategy={strategy} selected={strategy.id === selected} />
        ))}
      </tbody>
      <Rest row={row} />
    </table>
  );
}

function Strategy({ strategy, selected }: { readonly strategy: StrategyRow; readonly selected: boolean }) {
  const { id, facts, settings, marketValue, cash, equity, dayProfit, profit, drawdown, idle, signals } = strategy;
  return (
    <tr aria-selected={selected} className={classes(selected && 'strategies-selected')} onClick={() => select(id)}>
      <th scope="row">
        <button type="button" className="strategies-name" aria-pressed={selected} onClick={() => select(id)}>
          {facts?.title ?? id}
        </button>
        <Following strategy={strategy} />
      </th>
      <td className="number">{settings === null ? NOTHING : formatMoney(settings.capital)}</td>
      <td className="number">{formatMoney(marketValue)}</td>
      <td className="number">{settings === null ? NOTHING : formatMoney(cash)}</td>
      <td className="number">{formatMoney(equity)}</td>
      <Money value={dayProfit} />
      <Money value={profit} />
      <td className="number">{drawdown === null ? NOTHING : fractionText(drawdown)}</td>
      <td className="number">{idle === null ? NOTHING : formatMoney(idle)}</td>
      <td className="number">{signals === 0 ? NOTHING : signals}</td>
    </tr>
  );
}

function Following({ strategy: { settings, marketValue, belowOneLot } }: { readonly strategy: StrategyRow }) {
  const { t } = useTranslation();
  return (
    <>
      {settings === null && <Badge tone={marketValue > 0 ? 'warning' : 'quiet'}>{t('strategies.notFollowed')}</Badge>}
      {settings !== null && <Badge tone={settings.enabled ? 'accent' : 'neutral'}>{t(settings.enabled ? 'strategies.on' : 'strategies.off')}</Badge>}
      {belowOneLot > 0 && <Badge tone="warning">{t('strategies.belowOneLot', { count: belowOneLot })}</Badge>}
    </>
  );
}

function Money({ value }: { readonly value: number }) {
  return <td className={classes('number', trendClass(value))}>{signed(value, formatMoney(value))}</td>;
}

function Rest({ row: { unassigned, strategies, equity } }: { readonly row: StrategiesRow }) {
  const { t } = useTranslation();
  const sum = (of: (strategy: StrategyRow) => number, rest: number): number => strategies.reduce((total, strategy) => total + of(strategy), rest);
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('strategies.unassigned')}</th>
        <td className="number">{NOTHING}</td>
        <td className="number">{formatMoney(unassigned.marketValue)}</td>
        <td className="number">{formatMoney(unassigned.cash)}</td>
        <td className="number">{formatMoney(unassigned.equity)}</td>
        <Money value={unassigned.dayProfit} />
        <Nothing columns={4} />
      </tr>
      <tr>
        <th scope="row">{t('strategies.account')}</th>
        <td className="number">{formatMoney(sum(({ settings }) => settings?.capital ?? 0, 0))}</td>
        <td className="number">{formatMoney(sum(({ marketValue }) => marketValue, unassigned.marketValue))}</td>
        <td className="number">{formatMoney(sum(({ cash }) => cash, unassigned.cash))}</td>
        <td className="number">{formatMoney(equity)}</td>
        <Money value={sum(({ dayProfit }) => dayProfit, unassigned.dayProfit)} />
        <Nothing columns={4} />
      </tr>
    </tfoot>
  );
}

/** Columns that say nothing of a whole. */
function Nothing({ columns }: { readonly columns: number }) {
  return Array.from({ length: columns }, (_, at) => (
    <td key={at} className="number">
      {NOTHING}
    </td>
  ));
}
