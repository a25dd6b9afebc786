import { type ColDef, type ICellRendererParams } from 'ag-grid-community';
import { CirclePause } from 'lucide-react';
import { type TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type LineRow, type Refusal } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { VerdictShort } from '../../components/Verdicts.tsx';
import { formatPercent, formatQuantity } from '../../format/number.ts';
import { moneyColumn, nameColumn, numberColumn, priceColumn, quantityColumn, textColumn } from '../../grid/columns.tsx';
import { LINE_TONES, styleShort } from './line-words.ts';

type Cell = ICellRendererParams<LineRow>;

/** What a line says of itself: why it stands as it does, else the strategy's own words. */
export function lineReason(line: LineRow, describe: (refusal: Refusal) => string): string {
  return line.reason === null ? line.signalReason : describe(line.reason);
}

export function planColumns(t: TFunction, describe: (refusal: Refusal) => string): readonly ColDef<LineRow>[] {
  return [
    { ...nameColumn<LineRow>(t('plan.column.instrument'), 140, (line) => line.instrument), pinned: 'left' },
    {
      ...textColumn<LineRow>(t('plan.column.state'), 84, (line) => t(`words.lineState.${line.state}`)),
      cellClass: 'flex-cell',
      cellRenderer: ({ data }: Cell) => data && <StateCell line={data} />,
    },
    {
      ...textColumn<LineRow>(t('plan.column.side'), 48, (line) => t(`words.side.${line.side}`)),
      cellRenderer: ({ data }: Cell) => data && <SideWord side={data.side} />,
    },
    {
      ...numberColumn<LineRow>(t('plan.column.weight'), 132, resultingWeight, (_, line) => weights(line)),
      headerTooltip: t('plan.column.weightHint'),
    },
    quantityColumn<LineRow>(t('plan.column.quantity'), 72, (line) => line.plannedQuantity),
    priceColumn<LineRow>(t('plan.column.refPrice'), 76, (line) => line.refPrice, (line) => line.board),
    moneyColumn<LineRow>(t('plan.column.value'), 96, (line) => line.estValue),
    moneyColumn<LineRow>(t('plan.column.fees'), 60, (line) => line.estFees),
    {
      ...textColumn<LineRow>(t('plan.column.checks'), 84, (line) => worstFirst(line)),
      cellClass: 'flex-cell',
      cellRenderer: ({ data }: Cell) => data && <VerdictShort verdicts={data.verdicts} />,
    },
    textColumn<LineRow>(t('plan.column.style'), 124, (line) => styleShort(line.style, t)),
    {
      ...numberColumn<LineRow>(t('plan.column.filled'), 80, (line) => line.filled, formatQuantity),
      cellRenderer: ({ data }: Cell) => data && <Progress line={data} />,
    },
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
  const kinds = ['deny', 'shrink', 'warn', 'pass'];
  const worst = Math.min(kinds.length, ...line.verdicts.map((verdict) => kinds.indexOf(verdict.kind)));
  return String(worst);
}

interface LineProps {
  readonly line: LineRow;
}

function StateCell({ line }: LineProps) {
  const { t } = useTranslation();
  const { state, paused } = line;
  return (
    <Badge tone={paused ? 'warning' : LINE_TONES[state]}>
      {paused && <CirclePause size={12} />}
      {t(`words.lineState.${state}`)}
    </Badge>
  );
}

function Progress({ line }: LineProps) {
  const whole = line.plannedQuantity;
  const share = whole === 0 ? 0 : Math.min(100, (line.filled / whole) * 100);
  return (
    <span className="progress">
      {line.filled === 0 ? '' : formatQuantity(line.filled)}
      {whole > 0 && line.filled > 0 && (
        <span className="progress-bar">
          <span style={{ width: `${share}%` }} />
        </span>
      )}
    </span>
  );
}
