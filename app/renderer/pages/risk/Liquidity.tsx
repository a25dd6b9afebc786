import { useTranslation } from 'react-i18next';
import { NOTHING, formatPercent, formatQuantity } from '../../format/number.ts';
import { type MeasuredProps } from './Measures.tsx';
import { MeasureTable } from './MeasureTable.tsx';

/** How long each holding takes to sell without moving the market; the longest first. */
export function Liquidity({ row }: MeasuredProps) {
  const { t } = useTranslation();
  const columns = [
    { title: t('measures.name') },
    { title: t('measures.quantity'), number: true },
    { title: t('measures.dailyVolume'), number: true },
    { title: t('measures.days'), number: true },
  ];
  const count = (value: number | null): string => (value === null ? NOTHING : formatQuantity(value));
  const rows = row.liquidity.map(({ instrument, name, quantity, dailyVolume, days }) => ({
    key: instrument,
    cells: [name, formatQuantity(quantity), count(dailyVolume), count(days)],
  }));
  return <MeasureTable title={t('measures.liquidity', { share: formatPercent(row.sellShare) })} columns={columns} rows={rows} />;
}
