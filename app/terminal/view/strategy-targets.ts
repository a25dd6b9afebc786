import { type StrategyId } from '../../../core/kernel/ids.ts';
import { type Refusal } from '../../../core/kernel/result.ts';
import { type Money, turnoverOf } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type PlanLine } from '../../../core/plan/line.ts';
import { type Signal } from '../../../core/plan/signal.ts';
import { strategyQuantityOf } from '../../../core/portfolio/ledger.ts';
import { type StrategyTargetRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { describe, markOf, shareOf } from './marks.ts';

type Source = Pick<Session, 'state' | 'market'>;

/** What a strategy wants and what it holds, one row for each instrument of either; what it holds most of first. */
export function targetRows(session: Source, id: StrategyId, equity: Money): readonly StrategyTargetRow[] {
  const { lines, strategies, ledger } = session.state;
  const signals = new Map((strategies.signals.get(id) ?? []).map((signal) => [signal.instrument, signal]));
  const planned = new Map<InstrumentId, PlanLine>();
  for (const line of lines.values()) if (line.strategyId === id && line.source === 'signal') planned.set(line.instrument, line);
  const held = [...ledger.positions.values()].filter(({ lots }) => lots.has(id)).map(({ instrument }) => instrument);
  return [...new Set([...held, ...signals.keys(), ...planned.keys()])]
    .map((instrument) => targetRow(session, { id, instrument, equity, line: planned.get(instrument), signal: signals.get(instrument) }))
    .toSorted((a, b) => b.heldValue - a.heldValue || (b.targetWeight ?? 0) - (a.targetWeight ?? 0));
}

interface Wanted {
  readonly id: StrategyId;
  readonly instrument: InstrumentId;
  readonly equity: Money;
  readonly line: PlanLine | undefined;
  readonly signal: Signal | undefined;
}

function targetRow({ state, market }: Source, { id, instrument, equity, line, signal }: Wanted): StrategyTargetRow {
  const { name, board } = describe(market, instrument);
  const held = strategyQuantityOf(state.ledger, id, instrument);
  const heldValue = turnoverOf(markOf(market, instrument), held);
  const asked = signal?.ask.kind === 'target' ? signal.ask.weight : null;
  return {
    instrument,
    name,
    board,
    targetWeight: line?.targetWeight ?? asked,
    targetQuantity: line?.targetQuantity ?? null,
    held,
    heldValue,
    heldWeight: shareOf(heldValue, equity),
    notes: line === undefined ? [] : notesOf(line),
  };
}

/** What it is at already needs no word. */
function notesOf({ blocked, adjustments }: PlanLine): readonly Refusal[] {
  return [...(blocked === null || blocked.code === 'plan.atTarget' ? [] : [blocked]), ...adjustments];
}

/** What stays cash when the strategy is at its target; null where it has none. */
export function idleCash({ market }: Source, targets: readonly StrategyTargetRow[], equity: Money): number | null {
  const planned = targets.filter(({ targetQuantity }) => targetQuantity !== null);
  if (planned.length === 0) return null;
  const invested = targets.reduce((sum, { instrument, targetQuantity, held }) => sum + markOf(market, instrument as InstrumentId) * (targetQuantity ?? held), 0);
  return equity - invested;
}
