import { formatDecimal, formatYuan } from '../../core/kernel/decimal.ts';
import { type Money, mulDiv, subtractMoney, ratioOf } from '../../core/kernel/units.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { LINE_STATES } from '../../core/plan/line.ts';
import { totalFees } from '../../core/portfolio/fees.ts';

/** How the day ended, in a few lines for whoever reads the output of an unattended run. */
export function reportLines(state: OmsState): readonly string[] {
  const { settled, halted } = state;
  const head = `${state.day?.date ?? ''} ${state.day?.account ?? ''} (${state.day?.mode ?? ''})`;
  if (settled === null) return [`${head}: not settled${halted === null ? '' : `, halted: ${halted.code}`}`];
  const lines = [...state.lines.values()];
  const counts = LINE_STATES.map((name) => [name, lines.filter((line) => line.state === name).length] as const);
  return [
    `${head}: ${state.sealed ? 'settled and sealed' : `settled with ${settled.differences.length} differences`}`,
    `plan lines: ${counts.filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`).join(', ')}`,
    `orders: ${state.orders.size}, fills: ${state.fills.length}`,
    `equity ${formatYuan(settled.equity)}: cash ${formatYuan(settled.cash)} + positions ${formatYuan(settled.marketValue)}`,
    `profit ${profit(subtractMoney(settled.equity, settled.openingEquity), settled.openingEquity)}, fees ${formatYuan(totalFees(settled.fees))}`,
  ];
}

/** Yuan, and percent of the opening equity with two decimals. */
function profit(amount: Money, opening: Money): string {
  const basisPoints = opening > 0 ? mulDiv(ratioOf(amount, opening), 1, 10_000, 'halfUp') : 0;
  return `${formatYuan(amount)} (${formatDecimal(basisPoints, 2, 2)} %)`;
}
