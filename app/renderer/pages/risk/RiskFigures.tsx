import { useTranslation } from 'react-i18next';
import { type MeasuresRow } from '../../../preload/contract.ts';
import { NOTHING, formatMoney, formatQuantity } from '../../format/number.ts';
import { type MeasuredProps } from './Measures.tsx';
import { MeasureTable } from './MeasureTable.tsx';

type Figure = MeasuresRow['figures'][number];

/** VaR and CVaR by every method, a row for each horizon. */
export function RiskFigures({ row }: MeasuredProps) {
  const { t } = useTranslation();
  const confidences = [...new Set(row.figures.map(({ confidence }) => confidence))];
  const inPercent = (confidence: number): string => `${Math.round(confidence * 100)}%`;
  const columns = [
    { title: t('measures.method') },
    ...confidences.flatMap((confidence) => [
      { title: t('measures.valueAtRisk', { confidence: inPercent(confidence) }), number: true },
      { title: t('measures.shortfall', { confidence: inPercent(confidence) }), number: true },
    ]),
  ];
  const rows = grouped(row.figures).map((figures) => {
    const [{ method, days }] = figures;
    return {
      key: `${method} ${days}`,
      cells: [`${t(`measures.methods.${method}`)} · ${t('measures.horizon', { count: days })}`, ...figures.flatMap((one) => [money(one.var), money(one.cvar)])],
    };
  });
  return <MeasureTable title={t('measures.figures')} columns={columns} rows={rows} note={<Window row={row} />} />;
}

function Window({ row: { window, paths, uncovered } }: MeasuredProps) {
  const { t } = useTranslation();
  return (
    <>
      {window === 0 ? t('measures.noWindow') : t('measures.window', { sessions: window, paths: formatQuantity(paths) })}
      {uncovered.length > 0 && ` · ${t('measures.uncovered', { names: uncovered.join(', ') })}`}
    </>
  );
}

/** The figures of one method and horizon together, the confidences in their order. */
function grouped(figures: readonly Figure[]): readonly (readonly [Figure, ...Figure[]])[] {
  const groups = new Map<string, [Figure, ...Figure[]]>();
  for (const figure of figures) {
    const key = `${figure.method} ${figure.days}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [figure]);
    else group.push(figure);
  }
  return [...groups.values()];
}

function money(value: number | null): string {
  return value === null ? NOTHING : formatMoney(value);
}
