import { type Actor, type StrategyId } from '../../kernel/ids.ts';
import { type Refusal, type Result, ok, refusal, refuse } from '../../kernel/result.ts';
import { type Money, ZERO_MONEY, addMoney, maxMoney } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type BasketTerms } from '../../plan/basket.ts';
import { type ProposedLine } from '../../plan/line.ts';
import { sizePlan } from '../../plan/sizing.ts';
import { type Ledger, type Position } from '../../portfolio/ledger.ts';
import { addLots } from '../../portfolio/lots.ts';
import { basketOfLines } from '../basket/baskets-of-plan.ts';
import { type StrategyCommand } from '../command.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';
import { type FollowedStrategy, type LotTransfer } from '../strategy/followed.ts';
import { dayOf } from './decide-order.ts';
import { approvedAtOnce, planMarket, pursesOf, sizingSettings } from './decide-plan.ts';
import { type Surroundings } from './decision.ts';
import { allLots, linesEnded, openOrdersProblem, transferred, valueOf, worthOf } from './hand-over.ts';

export type SwitchStrategy = Extract<StrategyCommand, { type: 'switchStrategy' }>;

/** What going over from one strategy to another would do. */
export interface Rotation {
  readonly from: FollowedStrategy;
  /** As it will be followed. */
  readonly to: FollowedStrategy;
  /** All that changes hands, at what it is worth now. */
  readonly transfers: readonly LotTransfer[];
  /** What the other strategy then sells, and buys with it; what has nothing to do is blocked as `plan.atTarget`. */
  readonly lines: readonly ProposedLine[];
  readonly warnings: readonly Refusal[];
  /** What passes on: holdings and cash. */
  readonly equity: Money;
}

/** Looks at a switch; nothing changes by asking. */
export function planSwitch(state: LiveState, asked: Pick<SwitchStrategy, 'from' | 'to'>, around: Surroundings): Result<Rotation, Refusal> {
  if (state.settled !== null) return refuse('day.settled');
  const from = state.strategies.followed.get(asked.from);
  if (from === undefined || asked.from === asked.to) return refuse('strategy.notFollowed', { strategy: asked.from });
  const signals = state.strategies.signals.get(asked.to);
  if (signals === undefined) return refuse('strategy.noSignals', { strategy: asked.to });
  const open = openOrdersProblem(state, asked.from) ?? openOrdersProblem(state, asked.to);
  if (open !== null) return { ok: false, error: open };
  const transfers = allLots(state, asked.from, asked.to, around);
  if (!transfers.ok) return transfers;
  const cash = state.strategies.purses.get(asked.from)?.cash ?? ZERO_MONEY;
  const equity = addMoney(valueOf(transfers.value), cash);
  const purses = pursesOf(state.strategies);
  const { date, idTag } = dayOf(state);
  const sized = sizePlan({
    ...sizingSettings(state),
    date,
    idTag,
    firstNumber: state.lineCount + 1,
    signals,
    ledger: handedOver(state.ledger, transfers.value),
    purses: new Map(purses).set(asked.to, addMoney(purses.get(asked.to) ?? ZERO_MONEY, cash)),
    working: [...state.lines.values()].filter((line) => line.state === 'working' && line.strategyId !== asked.from && line.strategyId !== asked.to),
    market: planMarket(around),
  });
  return ok({ from, to: receiver(state, from, asked.to, equity, around), transfers: transfers.value, ...sized, equity });
}

/** The other strategy as it is followed with what it is given; one that was not followed is followed as the first was. */
function receiver(state: LiveState, from: FollowedStrategy, to: StrategyId, equity: Money, around: Surroundings): FollowedStrategy {
  const known = state.strategies.followed.get(to);
  if (known !== undefined) return { ...known, enabled: true, capital: addMoney(known.capital, equity) };
  return { ...from, strategyId: to, enabled: true, capital: addMoney(worthOf(state, to, around), equity) };
}

/** The books as they will be when everything has changed hands. */
function handedOver(ledger: Ledger, transfers: readonly LotTransfer[]): Ledger {
  const positions = new Map<InstrumentId, Position>(ledger.positions);
  for (const { instrument, from, to } of transfers) {
    const position = positions.get(instrument);
    const lot = position?.lots.get(from);
    if (position === undefined || lot === undefined) continue;
    const lots = new Map(position.lots);
    const own = lots.get(to);
    lots.delete(from);
    positions.set(instrument, { ...position, lots: lots.set(to, own === undefined ? lot : addLots(own, lot)) });
  }
  return { cash: ledger.cash, positions };
}

/**
 * Hands all that one strategy has over to another. That one then sells what it does not want, and buys within what its
 * sales bring and the cash that came along; its lines wait for their approval like those of any plan.
 */
export function switchStrategy(state: LiveState, command: SwitchStrategy, by: Actor, around: Surroundings): Result<readonly OmsEvent[], Refusal> {
  const rotation = planSwitch(state, command, around);
  if (!rotation.ok) return rotation;
  const { from, to, transfers, lines, equity } = rotation.value;
  const reason = refusal('strategy.switched', { from: from.strategyId, to: to.strategyId, reason: command.reason });
  return ok([
    ...linesEnded(state, from.strategyId, reason),
    ...linesEnded(state, to.strategyId, reason),
    { type: 'strategyFollowed', strategy: to, before: state.strategies.followed.get(to.strategyId) ?? null, cash: equity, reason, by },
    ...transferred(transfers, reason, by),
    { type: 'strategyUnfollowed', strategy: from, reason, by },
    { type: 'linesAdded', lines, reason, by, token: null, awaitsApproval: true },
    ...staged(state, rotation.value),
    ...approvedAtOnce(state, lines, around),
  ]);
}

/** Sells first: the buys spend what they bring, and what cash the strategy has beside. */
function staged(state: LiveState, { from, to, lines, transfers, equity }: Rotation): readonly OmsEvent[] {
  const acting = lines.filter((line) => line.blocked === null);
  if (!acting.some(({ side }) => side === 'sell')) return [];
  const own = pursesOf(state.strategies).get(to.strategyId) ?? ZERO_MONEY;
  const terms: BasketTerms = {
    name: `${from.strategyId} → ${to.strategyId}`,
    style: null,
    tolerance: maxMoney(ZERO_MONEY, addMoney(own, (equity - valueOf(transfers)) as Money)),
    start: null,
    end: dayOf(state).config.plan.approvalExpiry,
    rest: 'carryOn',
  };
  return [{ type: 'basketMade', basket: basketOfLines(state, acting, terms) }];
}
