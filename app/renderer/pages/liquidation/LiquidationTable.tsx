import { useTranslation } from 'react-i18next';
import { type LiquidationLineRow } from '../../../preload/contract.ts';
import { formatMoney, formatPrice, formatQuantity, priceDigits } from '../../format/number.ts';
import { useDescribe } from '../../i18n/refusal.ts';

export interface LiquidationTableProps {
  readonly rows: readonly LiquidationLineRow[];
  /** Narrows the sale to some instruments, null: to all again; null where only whole strategies can be chosen. */
  readonly onOnly: ((instruments: readonly string[] | null) => void) | null;
  readonly only: readonly string[] | null;
}

/** One row for each holding, what brings most first: what would be sold of it, and why not all. */
export function LiquidationTable({ rows, onOnly, only }: LiquidationTableProps) {
  const { t } = useTranslation();
  return (
    <>
      {onOnly !== null && only !== null && (
        <button type="button" className="liquidation-all" onClick={() => onOnly(null)}>
          {t('liquidation.allAgain')}
        </button>
      )}
      <table>
        <thead>
          <tr>
            <th>{t('liquidation.instrument')}</th>
            <th>{t('liquidation.strategy')}</th>
            <th className="number">{t('liquidation.held')}</th>
            <th className="number">{t('liquidation.quantity')}</th>
            <th className="number">{t('liquidation.price')}</th>
            <th className="number">{t('liquidation.net')}</th>
            <th>{t('liquidation.reasons')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.toSorted((a, b) => b.value - a.value).map((row) => (
            <Row key={`${row.instrument}/${row.strategyId}`} row={row} onOnly={only === null ? onOnly : null} />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface RowProps {
  readonly row: LiquidationLineRow;
  readonly onOnly: LiquidationTableProps['onOnly'];
}

function Row({ row, onOnly }: RowProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const sold = row.quantity > 0;
  return (
    <tr className={sold ? '' : 'muted'}>
      <td>
        {row.name} <small className="muted">{row.instrument}</small>
        {onOnly !== null && sold && (
          <button type="button" className="liquidation-only" onClick={() => onOnly([row.instrument])}>
            {t('liquidation.only')}
          </button>
        )}
      </td>
      <td>{row.strategyId}</td>
      <td className="number">{formatQuantity(row.held)}</td>
      <td className="number">{formatQuantity(row.quantity)}</td>
      <td className="number">{formatPrice(row.refPrice, priceDigits(row.board))}</td>
      <td className="number">{formatMoney(row.value - row.fees)}</td>
      <td className="liquidation-reasons warning">{row.reasons.map(describe).join('；')}</td>
    </tr>
  );
}
