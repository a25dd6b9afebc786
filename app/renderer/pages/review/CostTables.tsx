import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type CostKind } from '../../../preload/contract.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { DataGrid } from '../../grid/DataGrid.tsx';
import { type LookedAt, divideCostsBy, executionCosts, openDay, readCosts, shortfallDays, useReview } from '../../stores/review.ts';
import { costColumns, shortfallColumns } from './cost-columns.tsx';

const KINDS: readonly CostKind[] = ['style', 'strategy', 'instrument'];

interface OfReview {
  readonly review: LookedAt;
}

/** How well the days' lines were executed, by style, strategy or stock. */
export function ExecutionCosts({ review }: OfReview) {
  const { t } = useTranslation();
  const by = useReview((state) => state.costsBy);
  const columns = useMemo(() => costColumns(t, by), [t, by]);
  useEffect(() => void readCosts(review), [review]);
  return <DataGrid label={t('analysis.costs')} store={executionCosts} columns={columns} noRows={t('analysis.noLines')} small />;
}

/** Each day beside a model that trades the whole plan at the reference prices for nothing. */
export function Shortfall({ review }: OfReview) {
  const { t } = useTranslation();
  const columns = useMemo(() => shortfallColumns(t), [t]);
  useEffect(() => void readCosts(review), [review]);
  return <DataGrid label={t('analysis.shortfall')} store={shortfallDays} columns={columns} noRows={t('analysis.noLines')} small onOpen={({ date }) => void openDay(date)} />;
}

export function DivideCostsBy() {
  const { t } = useTranslation();
  const by = useReview((state) => state.costsBy);
  return <Segmented label={t('review.byLabel')} value={by} choices={KINDS.map((value) => ({ value, label: t(`review.by.${value}`) }))} onChange={divideCostsBy} />;
}
