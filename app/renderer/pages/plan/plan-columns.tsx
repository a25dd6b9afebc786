import { type ColDef } from 'ag-grid-community';
import { CirclePause } from 'lucide-react';
import { type TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type LineRow, type Refusal } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { VerdictShort } from '../../components/Verdicts.tsx';
import { formatPercent, formatQuantity } from '../../format/number.ts';
import {
  moneyColumn,
  nameColumn,
  numberColumn,
  priceColumn,
  quantityColumn,
  richColumn,
  textColumn,
} from '../../grid/columns.tsx';
import { LINE_TONES, styleShort } from './line-words.ts';

/** What a line says of itself: why it stands as it does, else the strategy's own words. */
export function lineReason(line: LineRow, describe: (refusal: Refusal) => string): string {
  return line.reason === null ? line.signalReason : describe(line.reason);
}

export function planColumns(t: TFunction, describe: (refusal: Refusal) => string): readonly ColDef<LineRow>[] {
  return [
    { ...nameColumn<LineRow>(t('plan.column.instrument'), 140, (line) => line.instrument), pinned: 'left' },
    richColumn<LineRow>(
      textColumn<LineRow>(t('plan.column.state'), 84, (line) => t(`words.lineState.${line.state}`)),
      StateCell,
    ),
    richColumn<LineRow>(
      textColumn<LineRow>(t('plan.column.side'), 48, (line) => t(`words.side.${line.side}`)),
      ({ row }) => <SideWord side={row.side} />,
    ),
    {
      ...numberColumn<LineRow>(t('plan.column.weight'), 132, resultingWeight, (_, line) => weights(line)),
      equals: () => false,
      headerTooltip: t('plan.column.weightHint'),
    },
    quantityColumn<LineRow>(t('plan.column.quantity'), 72, (line) => line.plannedQuantity),
    priceColumn<LineRow>(t('plan.column.refPrice'), 76, (line) => line.refPrice, (line) => line.board),
    moneyColumn<LineRow>(t('plan.column.value'), 96, (line) => line.estValue),
    moneyColumn<LineRow>(t('plan.column.fees'), 60, (line) => line.estFees),
    richColumn<LineRow>(textColumn<LineRow>(t('plan.column.checks'), 84, worstFirst), ({ row }) => (
      <VerdictShort verdicts={row.verdicts} />
    )),
    textColumn<LineRow>(t('plan.column.style'), 152, (line) => styleShort(line.style, t)),
    richColumn<LineRow>(
      numberColumn<LineRow>(t('plan.column.filled'), 80, (line) => line.filled, formatQuantity),
      Progress,
      'num',
    ),
    {
      ...textColumn<LineRow>(t('plan.column.reason'), 220, (line) => lineReason(line, describe)),
      flex: 1,
      minWidth: 160,
      tooltip: true,
      cellClass: 'muted',
    },
  ];
}

function resultingWeight(line: LineRow): number {
  return line.resultingWeight;
}

function weights(line: LineRow): string {
  return `${formatPercent(line.currentWeight)} → ${formatPercent(line.resultingWeight)}`;
}

/** Sorts refused lines before reduced, warned and passed ones. */
function worstFirst(line: LineRow): string {
  const kinds = ['deny', 'ask', 'shrink', 'warn', 'pass'];
  const worst = Math.min(kinds.length, ...line.verdicts.map((verdict) => kinds.indexOf(verdict.kind)));
  return String(worst);
}

interface RowProps {
  readonly row: LineRow;
}

function StateCell({ row }: RowProps) {
  const { t } = useTranslation();
  const { state, paused } = row;
  return (
    <Badge tone={paused ? 'warning' : LINE_TONES[state]}>
      {paused && <CirclePause size={12} />}
      {t(`words.lineState.${state}`)}
    </Badge>
  );
}

function Progress({ row: { filled, plannedQuantity } }: RowProps) {
  const share = plannedQuantity === 0 ? 0 : Math.min(100, (filled / plannedQuantity) * 100);
  return (
    <span className="progress">
      {filled === 0 ? '' : formatQuantity(filled)}
      {filled > 0 && (
        <span className="progress-bar">
          <span style={{ width: `${share}%` }} />
        </span>
      )}
    </span>
  );
}
