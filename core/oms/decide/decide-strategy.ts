import { type Actor, UNASSIGNED_STRATEGY } from '../../kernel/ids.ts';
import { type Refusal, type Result, ok, refusal, refuse } from '../../kernel/result.ts';
import { type Money, addMoney, subtractMoney } from '../../kernel/units.ts';
import { type SaleWish } from '../../plan/sale.ts';
import { type Command, type StrategyCommand } from '../command.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';
import { type FollowedStrategy, type StrategySettings } from '../strategy/followed.ts';
import { netInternally } from './decide-netting.ts';
import { dayOf } from './decide-order.ts';
import { proposeSale } from './decide-sale.ts';
import { switchStrategy } from './decide-switch.ts';
import { type Decision, type Surroundings, decided, fromEvents, refused } from './decision.ts';
import { allLots, linesEnded, openOrdersProblem, transferred, valueOf, worthOf } from './hand-over.ts';

const TYPES: ReadonlySet<Command['type']> = new Set(['followStrategy', 'unfollowStrategy', 'switchStrategy', 'netInternally']);

export function isStrategyCommand(command: Command): command is StrategyCommand {
  return TYPES.has(command.type);
}

/** Which strategies the account follows, and what is whose. */
export function decideStrategy(state: LiveState, command: StrategyCommand, by: Actor, around: Surroundings): Decision {
  if (command.reason.trim() === '') return refused(refusal('strategy.needsReason'));
  switch (command.type) {
    case 'followStrategy':
      return fromEvents(follow(state, command, by, around));
    case 'unfollowStrategy':
      return unfollow(state, command, by, around);
    case 'switchStrategy':
      return fromEvents(switchStrategy(state, command, by, around));
    case 'netInternally':
      return fromEvents(netInternally(state, command, by, around));
  }
}

type Follow = Extract<StrategyCommand, { type: 'followStrategy' }>;
type Unfollow = Extract<StrategyCommand, { type: 'unfollowStrategy' }>;

/** What a strategy holds already when it is first followed counts towards its capital. */
function follow(state: LiveState, command: Follow, by: Actor, around: Surroundings): Result<readonly OmsEvent[], Refusal> {
  const { strategyId, capital, enabled, style, guards } = command;
  if (strategyId === UNASSIGNED_STRATEGY) return refuse('strategy.notAStrategy', { strategy: strategyId });
  if (capital <= 0) return refuse('strategy.needsCapital', { capital });
  const before = state.strategies.followed.get(strategyId) ?? null;
  const strategy = { strategyId, capital, enabled, style, guards };
  if (before !== null && isSame(before, strategy)) return refuse('strategy.unchanged', { strategy: strategyId });
  const had = before === null ? worthOf(state, strategyId, around) : before.capital;
  const reason = refusal('strategy.byPerson', { reason: command.reason });
  return ok([{ type: 'strategyFollowed', strategy, before, cash: subtractMoney(capital, had), reason, by }]);
}

function isSame(one: FollowedStrategy, other: FollowedStrategy): boolean {
  const text = ({ capital, enabled, style, guards }: StrategySettings): string => JSON.stringify([capital, enabled, style, guards]);
  return text(one) === text(other);
}

function unfollow(state: LiveState, command: Unfollow, by: Actor, around: Surroundings): Decision {
  const { strategyId, holdings } = command;
  const strategy = state.strategies.followed.get(strategyId);
  if (strategy === undefined) return refused(refusal('strategy.notFollowed', { strategy: strategyId }));
  const reason = refusal('strategy.byPerson', { reason: command.reason });
  const left: OmsEvent = { type: 'strategyUnfollowed', strategy, reason, by };
  if (holdings.kind === 'sell') return sellOut(state, left, around);
  const problem = openOrdersProblem(state, strategyId);
  if (problem !== null) return refused(problem);
  const to = holdings.kind === 'keep' ? UNASSIGNED_STRATEGY : holdings.to;
  const receiver = holdings.kind === 'keep' ? null : state.strategies.followed.get(holdings.to);
  if (receiver === undefined || to === strategyId) return refused(refusal('strategy.cannotTake', { strategy: to }));
  const lots = allLots(state, strategyId, to, around);
  if (!lots.ok) return refused(lots.error);
  const given = receiver === null ? [] : [moreCapital(receiver, valueOf(lots.value), reason, by)];
  return decided([...linesEnded(state, strategyId, reason), ...given, ...transferred(lots.value, reason, by), left]);
}

/** So that what a strategy is handed costs it nothing that it has. */
function moreCapital(before: FollowedStrategy, cash: Money, reason: Refusal, by: Actor): OmsEvent {
  return { type: 'strategyFollowed', strategy: { ...before, capital: addMoney(before.capital, cash) }, before, cash, reason, by };
}

/** The lines of the sale wait for their approval; what it holds stays its own until it is sold. */
function sellOut(state: LiveState, left: Extract<OmsEvent, { type: 'strategyUnfollowed' }>, around: Surroundings): Decision {
  const { strategy, reason, by } = left;
  const wishes = wishesOf(state, strategy);
  if (wishes.length === 0) return decided([...linesEnded(state, strategy.strategyId, reason), left]);
  const sale = proposeSale(
    state,
    { source: 'liquidation', wishes, awaitsApproval: true, givesWay: (trade) => trade.strategyId === strategy.strategyId },
    { reason, by, token: null },
    around,
  );
  return sale.ok ? decided([left, ...sale.value.events], sale.value.effects) : refused(sale.error);
}

function wishesOf(state: LiveState, { strategyId, style }: FollowedStrategy): readonly SaleWish[] {
  const usual = style ?? dayOf(state).config.execution.default;
  const wishes = [...state.ledger.positions.values()].flatMap(({ instrument, lots }) => {
    const lot = lots.get(strategyId);
    return lot === undefined || lot.quantity === 0 ? [] : [{ strategyId, instrument, quantity: lot.quantity, style: usual }];
  });
  return wishes.toSorted((a, b) => (a.instrument < b.instrument ? -1 : 1));
}
