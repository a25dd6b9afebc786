import { type Money, type Quantity, ZERO_MONEY, addMoney, money, mulDiv, turnoverOf } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { LINE_STATES, type LineState, type PlanLine } from '../../../core/plan/line.ts';
import { type PlanSummaryRow, type WeightRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { isLive, remainingOf } from './line-preview.ts';
import { describe, markOf, shareOf } from './marks.ts';

type Source = Pick<Session, 'state' | 'market'>;

interface Totals {
  readonly counts: Record<LineState, number>;
  buys: number;
  sells: number;
  buyValue: Money;
  sellValue: Money;
  estFees: Money;
  /** Shares that the plan still adds (or takes away) per instrument. */
  readonly change: Map<InstrumentId, number>;
}

/** The plan as a whole, and where the account would stand with all that is left of its live lines done. */
export function planSummary(session: Source, equity: Money): PlanSummaryRow {
  const totals = addUp(session.state.lines.values());
  const cash = session.state.ledger.cash.balance;
  const resultingCash = money(cash + totals.sellValue - totals.buyValue - totals.estFees);
  const resultingEquity = money(equity - totals.estFees);
  return {
    counts: totals.counts,
    buys: totals.buys,
    sells: totals.sells,
    buyValue: totals.buyValue,
    sellValue: totals.sellValue,
    estFees: totals.estFees,
    cash,
    resultingCash,
    cashWeight: shareOf(cash, equity),
    resultingCashWeight: shareOf(resultingCash, resultingEquity),
    weights: weights(session, totals.change, equity, resultingEquity),
    approvalExpiry: session.state.day?.config.plan.approvalExpiry ?? 0,
    approval: session.state.day?.config.plan.approval ?? 'each',
    warnings: session.state.planWarnings,
  };
}

function addUp(lines: Iterable<PlanLine>): Totals {
  const totals: Totals = {
    counts: Object.fromEntries(LINE_STATES.map((state) => [state, 0])) as Record<LineState, number>,
    buys: 0,
    sells: 0,
    buyValue: ZERO_MONEY,
    sellValue: ZERO_MONEY,
    estFees: ZERO_MONEY,
    change: new Map(),
  };
  for (const line of lines) {
    totals.counts[line.state] += 1;
    if (isLive(line)) addLine(totals, line, remainingOf(line));
  }
  return totals;
}

function addLine(totals: Totals, line: PlanLine, left: Quantity): void {
  if (left === 0) return;
  const value = turnoverOf(line.refPrice, left);
  const before = totals.change.get(line.instrument) ?? 0;
  totals.estFees = addMoney(totals.estFees, mulDiv(line.estFees, left, line.plannedQuantity, 'halfUp') as Money);
  if (line.side === 'buy') {
    totals.buys += 1;
    totals.buyValue = addMoney(totals.buyValue, value);
    totals.change.set(line.instrument, before + left);
  } else {
    totals.sells += 1;
    totals.sellValue = addMoney(totals.sellValue, value);
    totals.change.set(line.instrument, before - left);
  }
}

function weights(session: Source, change: ReadonlyMap<InstrumentId, number>, now: Money, then: Money): readonly WeightRow[] {
  const { positions } = session.state.ledger;
  const rows = [...new Set([...positions.keys(), ...change.keys()])].map((instrument) => {
    const mark = markOf(session.market, instrument);
    const held = positions.get(instrument)?.quantity ?? 0;
    const resulting = Math.max(0, held + (change.get(instrument) ?? 0));
    return {
      instrument,
      name: describe(session.market, instrument).name,
      current: shareOf(mark * held, now),
      resulting: shareOf(mark * resulting, then),
    };
  });
  return rows.toSorted((a, b) => b.resulting - a.resulting || b.current - a.current || (a.instrument < b.instrument ? -1 : 1));
}
