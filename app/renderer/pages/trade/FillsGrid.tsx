import { type ColDef } from 'ag-grid-community';
import { type TFunction } from 'i18next';
import { ReceiptText } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FillRow } from '../../../preload/contract.ts';
import { Empty } from '../../components/Empty.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { DataGrid } from '../../grid/DataGrid.tsx';
import {
  moneyColumn,
  nameColumn,
  priceColumn,
  quantityColumn,
  richColumn,
  textColumn,
  timeColumn,
} from '../../grid/columns.tsx';
import { useRowsValue } from '../../stores/rows.ts';
import { boardOf, fills } from '../../stores/terminal.ts';
import { selectInstrument } from '../../stores/trade.ts';

const ROW_HEIGHT = 24;

export function FillsGrid() {
  const { t } = useTranslation();
  const some = useRowsValue(fills, (rows) => rows.size > 0);
  const columns = useMemo(() => fillColumns(t), [t]);
  if (!some) return <Empty icon={<ReceiptText size={24} />} title={t('trade.noFills')} text={t('trade.noFillsText')} />;
  return (
    <DataGrid
      label={t('trade.fills')}
      store={fills}
      columns={columns}
      noRows={t('trade.noFills')}
      small
      rowHeight={ROW_HEIGHT}
      onFocus={(fill) => selectInstrument(fill.instrument)}
    />
  );
}

function fillColumns(t: TFunction): readonly ColDef<FillRow>[] {
  return [
    { ...timeColumn<FillRow>(t('trade.column.time'), 66, (fill) => fill.time), sort: 'desc', cellClass: 'muted' },
    nameColumn<FillRow>(t('trade.column.instrument'), 134, (fill) => fill.instrument),
    richColumn<FillRow>(
      textColumn<FillRow>(t('trade.side'), 44, (fill) => t(`words.side.${fill.side}`)),
      ({ row }) => <SideWord side={row.side} />,
    ),
    priceColumn<FillRow>(
      t('trade.price'),
      72,
      (fill) => fill.price,
      (fill) => boardOf(fill.instrument),
    ),
    quantityColumn<FillRow>(t('trade.column.quantity'), 68, (fill) => fill.quantity),
    moneyColumn<FillRow>(t('trade.value'), 96, (fill) => fill.value),
    moneyColumn<FillRow>(t('trade.commission'), 72, (fill) => fill.fees.commission),
    moneyColumn<FillRow>(t('trade.stampTax'), 72, (fill) => fill.fees.stampTax),
    moneyColumn<FillRow>(t('trade.transferFee'), 72, (fill) => fill.fees.transferFee),
    { ...textColumn<FillRow>(t('trade.column.order'), 160, (fill) => fill.orderId), flex: 1, cellClass: 'faint' },
  ];
}
