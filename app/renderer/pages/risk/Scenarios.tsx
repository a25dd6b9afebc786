import { useTranslation } from 'react-i18next';
import { type MeasuresRow } from '../../../preload/contract.ts';
import { formatMoney, formatPercent, signed } from '../../format/number.ts';
import { type MeasuredProps } from './Measures.tsx';
import { MeasureTable } from './MeasureTable.tsx';

type Scenario = MeasuresRow['scenarios'][number]['scenario'];

/** What a few bad things would cost. */
export function Scenarios({ row }: MeasuredProps) {
  const { t } = useTranslation();
  const change = (fraction: number): string => `−${Math.round(-fraction * 100)}%`;
  const nameOf = (scenario: Scenario): string => {
    switch (scenario.kind) {
      case 'index':
        return t('measures.scenario.index', { change: change(scenario.change) });
      case 'sector':
        return t('measures.scenario.sector', { sector: scenario.sector, change: change(scenario.change) });
      case 'lockedDown':
        return t('measures.scenario.lockedDown', { days: scenario.days });
    }
  };
  const columns = [
    { title: t('measures.name') },
    { title: t('measures.gain'), number: true },
    { title: t('measures.share'), number: true },
  ];
  const rows = row.scenarios.map(({ scenario, gain, share }) => {
    const name = nameOf(scenario);
    return { key: name, cells: [name, signed(gain, formatMoney(gain)), signed(share, formatPercent(share))] };
  });
  return <MeasureTable title={t('measures.scenarios')} columns={columns} rows={rows} />;
}
