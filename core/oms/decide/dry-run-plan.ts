import { type PlannedSlice } from '../../execution/planned-slice.ts';
import { type TimeOfDay } from '../../kernel/time.ts';
import { type Money, ZERO_MONEY, addMoney, money, mulDiv, turnoverOf } from '../../kernel/units.ts';
import { type PlanLine } from '../../plan/line.ts';
import { type DryRun, dryRunLine } from './dry-run.ts';
import { type Surroundings } from './decision.ts';
import { type LiveState } from '../state/live-state.ts';

const STEP_MS = 300_000;

/** Five minutes of the day as the plan would use them. */
export interface PlanStep {
  readonly from: TimeOfDay;
  /** Orders that would be sent in them, as far as their number is known beforehand. */
  readonly orders: number;
  readonly buyValue: Money;
  readonly sellValue: Money;
  /** What is left of the cash after them; below 0: the sells come too late for the buys. */
  readonly cash: Money;
}

export interface PlanDryRun {
  /** Of every line that may still send something; proposed ones as if they were approved now. */
  readonly lines: readonly { readonly line: PlanLine; readonly run: DryRun }[];
  /** Those in which something would be sent, in order. */
  readonly steps: readonly PlanStep[];
}

const LIVE: ReadonlySet<PlanLine['state']> = new Set(['proposed', 'approved', 'working']);

/**
 * Runs the whole plan dry. Cash is reckoned as if every order were filled at its line's reference price as soon as it is
 * sent, each with its share of the line's estimated fees; what a slice sends only when others leave something does not
 * count twice.
 */
export function dryRunPlan(state: LiveState, around: Surroundings): PlanDryRun {
  const lines = [...state.lines.values()].filter((line) => LIVE.has(line.state)).flatMap((line) => {
    const run = dryRunLine(state, line, {}, around);
    return run.ok ? [{ line, run: run.value }] : [];
  });
  const parts = lines.flatMap(({ line, run }) => run.slices.filter(({ rest }) => !rest).map((slice) => ({ line, slice })));
  return { lines, steps: stepsOf(parts, state.ledger.cash.available) };
}

interface Part {
  readonly line: PlanLine;
  readonly slice: PlannedSlice;
}

interface Sums {
  orders: number;
  buyValue: Money;
  sellValue: Money;
  fees: Money;
}

function stepsOf(parts: readonly Part[], cash: Money): readonly PlanStep[] {
  const sums = new Map<number, Sums>();
  for (const { line, slice } of parts) {
    const from = slice.from - (slice.from % STEP_MS);
    const step = sums.get(from) ?? { orders: 0, buyValue: ZERO_MONEY, sellValue: ZERO_MONEY, fees: ZERO_MONEY };
    sums.set(from, step);
    const side = line.side === 'buy' ? 'buyValue' : 'sellValue';
    step.orders += ordersIn(slice);
    step[side] = addMoney(step[side], turnoverOf(line.refPrice, slice.quantity));
    step.fees = addMoney(step.fees, mulDiv(line.estFees, slice.quantity, line.plannedQuantity, 'halfUp') as Money);
  }
  let left = cash;
  return [...sums].toSorted(([a], [b]) => a - b).map(([from, { orders, buyValue, sellValue, fees }]) => {
    left = money(left + sellValue - buyValue - fees);
    return { from: from as TimeOfDay, orders, buyValue, sellValue, cash: left };
  });
}

/** How many orders go out when the slice is due; a part that is shown is followed by the next only when it is filled. */
export function ordersIn({ kind, quantity, orderQuantity }: PlannedSlice): number {
  return kind === 'shown' ? 1 : Math.ceil(quantity / orderQuantity);
}
