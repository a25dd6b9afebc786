import { type Money, averagePrice, quantity, turnoverOf } from '../../../core/kernel/units.ts';
import { type PlanLine } from '../../../core/plan/line.ts';
import { type Verdict } from '../../../core/risk/verdict.ts';
import { type LineRow, type LotRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { candidatesRow } from './candidates-row.ts';
import { conditionRow } from './condition-row.ts';
import { type LineTrades } from './day-trades.ts';
import { lineHistory } from './line-history.ts';
import { isLive } from './line-preview.ts';
import { describe, shareOf } from './marks.ts';

/** What the rules say of a line. */
export interface LineVerdicts {
  readonly verdicts: readonly Verdict[];
  /** Of its last order, those that a person has still to answer. */
  readonly asks: readonly Verdict[];
}

/** @param basis Equity that the weights are shares of. */
export function lineRow(
  session: Pick<Session, 'state' | 'market' | 'rulesOf'>,
  line: PlanLine,
  basis: Money,
  trades: LineTrades,
  { verdicts, asks }: LineVerdicts,
): LineRow {
  const { name, board, industry } = describe(session.market, line.instrument);
  const expiry = session.state.day?.config.plan.approvalExpiry ?? null;
  return {
    id: line.id,
    source: line.source,
    strategyId: line.strategyId,
    instrument: line.instrument,
    name,
    board,
    industry,
    side: line.side,
    state: line.state,
    paused: line.paused,
    reason: line.reason ?? line.blocked,
    signalReason: line.signalReason,
    targetWeight: line.targetWeight,
    currentWeight: weightOf(line, line.currentQuantity, basis),
    resultingWeight: weightOf(line, resultingQuantity(line), basis),
    targetQuantity: line.targetQuantity,
    currentQuantity: line.currentQuantity,
    plannedQuantity: line.plannedQuantity,
    lot: lotOf(session, line),
    filled: line.filled,
    avgPrice: averagePrice(trades.value, trades.shares),
    refPrice: line.refPrice,
    estValue: line.estValue,
    estFees: line.estFees,
    style: line.style,
    condition: line.condition === null ? null : conditionRow(line.condition, session.state.conditionsMet.has(line.id)),
    standsFor: line.substitution?.for ?? null,
    candidates: candidatesRow(session, line),
    adjustments: line.adjustments,
    verdicts,
    asks,
    forced: session.state.forced.has(line.id),
    changing: session.state.changesAsked.has(line.id),
    history: lineHistory(session.state.interventions, line.id),
    approvesAt: session.state.countdowns.get(line.id) ?? null,
    approvalExpiry: isLive(line) && line.state !== 'working' ? expiry : null,
  };
}

function lotOf(session: Pick<Session, 'rulesOf'>, { instrument, side }: PlanLine): LotRow | null {
  const lot = session.rulesOf(instrument)?.lot.value;
  if (lot === undefined) return null;
  return side === 'buy' ? { min: lot.buyMin, step: lot.buyStep } : { min: lot.sellMin, step: lot.sellStep };
}

function resultingQuantity(line: PlanLine): number {
  const change = line.side === 'buy' ? line.plannedQuantity : -line.plannedQuantity;
  return Math.max(0, line.currentQuantity + change);
}

function weightOf(line: PlanLine, shares: number, basis: Money): number {
  return shareOf(turnoverOf(line.refPrice, quantity(shares)), basis);
}
