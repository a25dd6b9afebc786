import { type Refusal, refusal } from '../../../core/kernel/result.ts';
import { type Money, ZERO_MONEY, addMoney, subtractMoney } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { markPrice } from '../../../core/market/quote.ts';
import { type ProposedLine } from '../../../core/plan/line.ts';
import { type LiquidationLineRow, type LiquidationRow } from '../../preload/contract.ts';
import { type LiquidationPreview, type Session } from '../session.ts';
import { describe } from './marks.ts';

/** What selling out would do, as a trader reads it before saying yes. */
export function liquidationRow(session: Pick<Session, 'market'>, plan: LiquidationPreview): LiquidationRow {
  const { lines, stopped, cancelled, held, token } = plan;
  return {
    lines: lines.map((line) => lineRow(session, line)),
    proceeds: lines.reduce((sum, line) => addMoney(sum, proceedsOf(line)), ZERO_MONEY),
    stoppedBuys: stopped.filter((line) => line.side === 'buy').length,
    stoppedSells: stopped.filter((line) => line.side === 'sell').length,
    cancelled: cancelled.length,
    held: held.map((code) => refusal(code)),
    token,
  };
}

function lineRow({ market }: Pick<Session, 'market'>, line: ProposedLine): LiquidationLineRow {
  const { name, board } = describe(market, line.instrument);
  return {
    instrument: line.instrument,
    name,
    board,
    strategyId: line.strategyId,
    held: line.currentQuantity,
    quantity: line.plannedQuantity,
    refPrice: line.refPrice,
    value: line.estValue,
    fees: line.estFees,
    reasons: [...(line.blocked === null ? [] : [line.blocked]), ...line.adjustments, ...limitDown(market, line.instrument)],
  };
}

/** A sale at limit-down queues behind everybody else's, and may find no buyer today. */
function limitDown(market: Session['market'], id: InstrumentId): readonly Refusal[] {
  const quote = market.quote(id);
  if (quote === undefined || quote.limitDown === 0 || markPrice(quote) > quote.limitDown) return [];
  return [refusal('liquidation.atLimitDown', { limitDown: quote.limitDown })];
}

function proceedsOf({ estValue, estFees }: ProposedLine): Money {
  return subtractMoney(estValue, estFees);
}
