import { useTranslation } from 'react-i18next';
import { NOTHING, formatMoney } from '../../format/number.ts';
import { type MeasuredProps } from './Measures.tsx';

/** In how few names it sits, and how it goes with the market. */
export function Character({ row: { concentration, beta, index, held } }: MeasuredProps) {
  const { t } = useTranslation();
  const percent = (fraction: number | undefined): string => (fraction === undefined ? NOTHING : `${(fraction * 100).toFixed(2)}%`);
  const figures = [
    [t('measures.held'), formatMoney(held)],
    [t('measures.largest'), percent(concentration?.largest)],
    [t('measures.largestFive'), percent(concentration?.largestFive)],
    [t('measures.effective'), concentration === null ? NOTHING : t('measures.effectiveValue', { count: Number(concentration.effectiveHoldings.toFixed(1)) })],
    [t('measures.beta', { index }), beta === null ? NOTHING : beta.toFixed(2)],
  ] as const;
  return (
    <table className="rule-table measure-table" aria-label={t('measures.character')}>
      <caption>{t('measures.character')}</caption>
      <tbody>
        {figures.map(([name, figure]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="num">{figure}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
