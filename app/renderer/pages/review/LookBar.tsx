import { useTranslation } from 'react-i18next';
import { UNASSIGNED_STRATEGY } from '../../../../core/kernel/ids.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { type RangeName, RANGES } from '../../stores/review-range.ts';
import { indexName } from './index-name.ts';
import { importIndex, lookAt, lookBack, useReview } from '../../stores/review.ts';

/** Stands for an index that is not known yet. */
const FROM_FILE = 'file';

/** Which days are looked at, and whose part of them. */
export function LookBar() {
  const { t } = useTranslation();
  const range = useReview((state) => state.range);
  const strategyId = useReview((state) => state.look.strategyId);
  const strategies = useReview((state) => state.review?.strategyIds);
  return (
    <div className="look-bar" role="group" aria-label={t('analysis.look')}>
      <Segmented<RangeName | ''>
        label={t('analysis.rangeLabel')}
        value={range ?? ''}
        choices={RANGES.map((value) => ({ value, label: t(`analysis.range.${value}`) }))}
        onChange={(value) => value !== '' && void lookBack(value)}
      />
      <Dates />
      <select aria-label={t('review.strategy')} value={strategyId ?? ''} onChange={({ target }) => void lookAt({ strategyId: target.value || null }, range)}>
        <option value="">{t('analysis.allStrategies')}</option>
        {strategies?.map((id) => (
          <option key={id} value={id}>
            {id === UNASSIGNED_STRATEGY ? t('settlement.unassigned') : id}
          </option>
        ))}
      </select>
      <Against />
      <Progress />
    </div>
  );
}

/** The stretch of days by its dates, which may be typed. */
function Dates() {
  const { t } = useTranslation();
  const span = useReview((state) => state.review?.span ?? null);
  const { from, to } = useReview((state) => state.look);
  const [first, last] = [span?.from ?? '', span?.to ?? ''];
  return (
    <>
      <input type="date" aria-label={t('review.from')} value={from ?? first} min={first} max={last} onChange={({ target }) => void lookAt({ from: target.value || null })} />
      <input type="date" aria-label={t('review.to')} value={to ?? last} min={first} max={last} onChange={({ target }) => void lookAt({ to: target.value || null })} />
    </>
  );
}

/** What the account is held against: an index that is known, or one from a file. */
function Against() {
  const { t } = useTranslation();
  const range = useReview((state) => state.range);
  const index = useReview((state) => state.look.index);
  const known = useReview((state) => state.review?.indices);
  const choose = (value: string): void => void (value === FROM_FILE ? importIndex() : lookAt({ index: value || null }, range));
  return (
    <select aria-label={t('analysis.against')} value={known?.some((one) => one.index === index) === true ? (index ?? '') : ''} onChange={({ target }) => choose(target.value)}>
      <option value="">{t('analysis.againstNothing')}</option>
      {known?.map(({ index: id, from, to }) => (
        <option key={id} value={id}>
          {`${indexName(t, id)} ${from} – ${to}`}
        </option>
      ))}
      <option value={FROM_FILE}>{t('analysis.importIndex')}</option>
    </select>
  );
}

function Progress() {
  const { t } = useTranslation();
  const progress = useReview((state) => state.review?.progress ?? null);
  if (progress === null) return null;
  return <output className="muted">{t('analysis.progress', { done: progress.done, of: progress.of })}</output>;
}
