import { type LineId, type StrategyId, dayId } from '../kernel/ids.ts';
import { type Refusal, refusal } from '../kernel/result.ts';
import { type Money, RATE_ONE, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Allotted, allot } from './allot.ts';
import { valueAccount, valueStrategy } from './estimate.ts';
import { cutToLimits, cutWarning } from './limits.ts';
import { type ProposedLine } from './line.ts';
import { type AdjustmentCode, type PlanWarning, type SizedPlan, type SizingInput } from './plan.ts';
import { type Signal, WEIGHT_SUM_TOLERANCE } from './signal.ts';
import { type Wish, duplicateWish, missingWish, wishOf } from './wish.ts';

/**
 * Turns signals into the day's lines.
 *
 * A strategy's weights are shares of what it is worth where it has capital of its own, else of the whole account's equity;
 * each strategy trades what it holds itself, and spends no more than it has. A
 * signal always gets a line; one that can do nothing is blocked with its reason. Same input, same lines, whatever the
 * order of the signals: lines are sorted by side (sells first), falling value, instrument and strategy, and in that
 * order they are given shares to sell and cash to spend, so that it is the smallest buys that go short.
 */
export function sizePlan(input: SizingInput): SizedPlan {
  const { equity, warnings } = valueAccount(input.ledger, input.market);
  const groups = groupSignals(input.signals);
  const equities = strategyEquities(input);
  const equityOf = (id: StrategyId): Money => equities.get(id) ?? equity;
  const wishes = [...groups.values()].map(([first, ...more]) =>
    more.length === 0 ? wishOf(first, equityOf(first.strategyId), input) : duplicateWish(first, more.length + 1, input),
  );
  const cut = cutToLimits([...wishes, ...missingWishes(input, groups)], equity, input);
  const sorted = cut.toSorted(compareWishes);
  const allotted = allot(sorted, { account: equity, strategies: equities }, input);
  const opposed = oppositions(allotted);
  return {
    lines: allotted.map((one, i) => lineOf(one, opposed(one), input, i)),
    warnings: [...overweight(input), ...cutWarning(cut), ...warnings],
  };
}

function lineOf(
  { wish, allotment }: Allotted,
  opposed: readonly Refusal<AdjustmentCode>[],
  input: SizingInput,
  index: number,
): ProposedLine {
  const { fate: _fate, wanted: _wanted, ...asked } = wish;
  return {
    ...asked,
    ...allotment,
    id: dayId('L', input.date, input.idTag, input.firstNumber + index) as LineId,
    source: 'signal',
    adjustments: [...wish.adjustments, ...allotment.adjustments, ...opposed],
  };
}

type SignalGroups = ReadonlyMap<string, readonly [Signal, ...Signal[]]>;

function keyOf({ strategyId, instrument }: { strategyId: StrategyId; instrument: InstrumentId }): string {
  return `${instrument}/${strategyId}`;
}

function groupSignals(signals: readonly Signal[]): SignalGroups {
  const groups = new Map<string, [Signal, ...Signal[]]>();
  for (const signal of signals) {
    const group = groups.get(keyOf(signal));
    if (group === undefined) groups.set(keyOf(signal), [signal]);
    else group.push(signal);
  }
  return groups;
}

/** What strategies with a full target hold and do not name. A strategy that also gives orders has no full target. */
function missingWishes(input: SizingInput, named: SignalGroups): readonly Wish[] {
  const targets = new Map<StrategyId, { full: boolean; partial: boolean }>();
  for (const { strategyId, ask } of input.signals) {
    const target = targets.get(strategyId) ?? { full: true, partial: false };
    const isTarget = ask.kind === 'target';
    targets.set(strategyId, {
      full: target.full && isTarget,
      partial: target.partial || (isTarget && ask.partial === true),
    });
  }
  const wishes: Wish[] = [];
  for (const { instrument, lots } of input.ledger.positions.values()) {
    for (const [strategyId, { quantity }] of lots) {
      const target = targets.get(strategyId);
      if (target?.full !== true || quantity === 0 || named.has(keyOf({ strategyId, instrument }))) continue;
      wishes.push(missingWish(strategyId, instrument, quantity, target.partial, input));
    }
  }
  return wishes;
}

function compareWishes(a: Wish, b: Wish): number {
  if (a.side !== b.side) return a.side === 'sell' ? -1 : 1;
  const byValue = turnoverOf(b.refPrice, b.wanted) - turnoverOf(a.refPrice, a.wanted);
  if (byValue !== 0) return byValue;
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

/** For each line the strategies whose lines trade its instrument the other way. */
function oppositions(allotted: readonly Allotted[]): (one: Allotted) => readonly Refusal<AdjustmentCode>[] {
  const byInstrument = new Map<InstrumentId, Wish[]>();
  for (const { wish, allotment } of allotted) {
    if (allotment.plannedQuantity === 0) continue;
    byInstrument.set(wish.instrument, [...(byInstrument.get(wish.instrument) ?? []), wish]);
  }
  return ({ wish, allotment }) => {
    if (allotment.plannedQuantity === 0) return [];
    const others = (byInstrument.get(wish.instrument) ?? []).filter((other) => other.side !== wish.side);
    return others.map(({ strategyId }) => refusal('plan.opposesStrategy', { strategyId }));
  };
}

/** What strategies with capital of their own are worth. */
function strategyEquities({ purses = new Map(), ledger, market }: SizingInput): ReadonlyMap<StrategyId, Money> {
  return new Map([...purses].map(([id, cash]) => [id, valueStrategy(id, cash, ledger, market)]));
}

/** Weights of strategies with capital of their own are shares of that, and have nothing to do with those of others. */
function overweight({ signals, purses }: SizingInput): readonly Refusal<PlanWarning>[] {
  const shared = signals.filter(({ strategyId }) => purses?.has(strategyId) !== true);
  const total = shared.reduce((sum, { ask }) => (ask.kind === 'target' ? sum + ask.weight : sum), 0);
  return total > RATE_ONE + WEIGHT_SUM_TOLERANCE ? [refusal('plan.weightsOverOne', { total })] : [];
}
