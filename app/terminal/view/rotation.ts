import { type Money, NO_PRICE, ZERO_MONEY, addMoney, minQuantity, money, mulDiv, subtractMoney, turnoverOf } from '../../../core/kernel/units.ts';
import { type Rotation } from '../../../core/oms/decide/decide-switch.ts';
import { type ProposedLine } from '../../../core/plan/line.ts';
import { type RotationLineRow, type RotationRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { describe } from './marks.ts';

type Source = Pick<Session, 'market'>;

/** What a switch would do, as a trader reads it before saying yes. */
export function rotationRow(session: Source, { from, to, equity, lines, warnings }: Rotation): RotationRow {
  const sum = (side: ProposedLine['side']): Money => lines.filter((line) => line.side === side).reduce((total, { estValue }) => addMoney(total, estValue), ZERO_MONEY);
  return {
    from: from.strategyId,
    to: to.strategyId,
    equity,
    lines: lines.map((line) => lineRow(session, line)),
    sold: sum('sell'),
    bought: sum('buy'),
    fees: lines.reduce((total, { estFees }) => addMoney(total, estFees), ZERO_MONEY),
    ...slippageOf(session, lines),
    warnings,
  };
}

function lineRow({ market }: Source, line: ProposedLine): RotationLineRow {
  const { instrument, side, currentQuantity, targetQuantity, plannedQuantity, estValue, estFees, blocked, adjustments } = line;
  const { name, board } = describe(market, instrument);
  const sold = side === 'sell' ? plannedQuantity : 0;
  return {
    instrument,
    name,
    board,
    held: currentQuantity,
    target: targetQuantity,
    kept: side === 'sell' ? currentQuantity - sold : minQuantity(currentQuantity, targetQuantity),
    sold,
    bought: side === 'buy' ? plannedQuantity : 0,
    value: estValue,
    fees: estFees,
    notes: [...(blocked === null || blocked.code === 'plan.atTarget' ? [] : [blocked]), ...adjustments],
  };
}

/** Half the spread of every share that is traded, rounded up, where its book is known on both sides. */
function slippageOf(session: Source, lines: readonly ProposedLine[]): Pick<RotationRow, 'slippage' | 'withoutBook'> {
  const costs = lines.filter(({ plannedQuantity }) => plannedQuantity > 0).map((line) => halfSpread(session, line));
  const known = costs.filter((cost) => cost !== null);
  return { slippage: known.reduce((sum, cost) => addMoney(sum, cost), ZERO_MONEY), withoutBook: costs.length - known.length };
}

function halfSpread({ market }: Source, { instrument, plannedQuantity }: ProposedLine): Money | null {
  const quote = market.quote(instrument);
  const [bid, ask] = [quote?.bids[0]?.price ?? NO_PRICE, quote?.asks[0]?.price ?? NO_PRICE];
  if (bid === NO_PRICE || ask === NO_PRICE) return null;
  return money(mulDiv(subtractMoney(turnoverOf(ask, plannedQuantity), turnoverOf(bid, plannedQuantity)), 1, 2, 'ceil'));
}
