import { useTranslation } from 'react-i18next';
import { type MeasuresRow } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { NOTHING, formatQuantity } from '../../format/number.ts';
import { type MeasuredProps } from './Measures.tsx';
import { MeasureTable } from './MeasureTable.tsx';

/** Below this probability of so odd a number of exceptions a model is commonly rejected. */
const REJECTED_BELOW = 0.05;

/** Whether the value at risk held in the past. */
export function Backtest({ row }: MeasuredProps) {
  const { t } = useTranslation();
  const columns = [
    { title: t('measures.confidence') },
    { title: t('measures.tested'), number: true },
    { title: t('measures.exceptions'), number: true },
    { title: t('measures.expected'), number: true },
    { title: t('measures.ratio'), number: true },
    { title: t('measures.pValue'), number: true },
    { title: t('measures.verdict') },
  ];
  const rows = row.backtests.map((test) => ({
    key: String(test.confidence),
    cells: [
      `${Math.round(test.confidence * 100)}%`,
      formatQuantity(test.days),
      formatQuantity(test.exceptions),
      test.expected.toFixed(1),
      test.ratio?.toFixed(3) ?? NOTHING,
      test.pValue?.toFixed(3) ?? NOTHING,
      <Verdict key="verdict" test={test} />,
    ],
  }));
  return <MeasureTable title={t('measures.backtest', { window: row.backtestWindow })} columns={columns} rows={rows} />;
}

function Verdict({ test: { pValue } }: { readonly test: MeasuresRow['backtests'][number] }) {
  const { t } = useTranslation();
  if (pValue === null) return NOTHING;
  return pValue < REJECTED_BELOW ? <Badge tone="warning">{t('measures.rejected')}</Badge> : <Badge tone="quiet">{t('measures.accepted')}</Badge>;
}
