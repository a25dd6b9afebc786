import { type Refusal, refusal } from '../../kernel/result.ts';
import { timeOfDayOf } from '../../kernel/time.ts';
import { type Money, type Price, type Quantity, RATE_ONE, ZERO_MONEY, ZERO_QUANTITY, maxMoney, mulDiv, subtractMoney, turnoverOf } from '../../kernel/units.ts';
import { type TradingRules } from '../../market/rules.ts';
import { allotBuy } from '../../plan/allot.ts';
import { type Basket } from '../../plan/basket.ts';
import { type PlanLine } from '../../plan/line.ts';
import { basketCash, freedCash, linesIn } from './basket-cash.ts';
import { dayOf } from '../decide/decide-order.ts';
import { type Surroundings } from '../decide/decision.ts';
import { freeBudget, owedByStrategy } from './line-budget.ts';
import { type LiveState } from '../state/live-state.ts';
import { sealedBy } from '../watch/sealed-watch.ts';
import { basketWith } from '../state/state.ts';

/** How much of an order is paid for, beside what the account has. */
export interface Funded {
  readonly quantity: Quantity;
  /** Why it is not all of it; null: it is. */
  readonly short: Refusal | null;
}

interface Fund {
  readonly money: Money;
  readonly short: Refusal;
  /** Whether more will come without anybody's doing: a fragment then waits for it. */
  readonly grows: boolean;
}

/**
 * What a buy of `wanted` shares at `price` is cut to by the budget of a substitute, by what its strategy has of the cash, and
 * by what the sells of its basket have brought. While more is to come, it waits rather than paying the least commission for a fragment.
 */
export function funded(state: LiveState, line: PlanLine, rules: TradingRules, price: Price, wanted: Quantity, around: Surroundings): Funded {
  let result: Funded = { quantity: wanted, short: null };
  if (line.side === 'sell') return result;
  const { fees } = dayOf(state).config;
  for (const { money, short, grows } of fundsOf(state, line, price, around)) {
    const { plannedQuantity } = allotBuy({ wanted: result.quantity, refPrice: price }, rules, money, fees);
    if (plannedQuantity === result.quantity) continue;
    const fragment = grows && turnoverOf(price, plannedQuantity) < mulDiv(fees.minimum, RATE_ONE, Math.max(1, fees.rate), 'floor');
    if (plannedQuantity === 0 || fragment) return { quantity: ZERO_QUANTITY, short };
    result = { quantity: plannedQuantity, short };
  }
  return result;
}

function fundsOf(state: LiveState, line: PlanLine, price: Price, around: Surroundings): readonly Fund[] {
  const basket = basketWith(state, line.id);
  const paced = basket !== undefined && !(basket.rest === 'release' && timeOfDayOf(around.now) >= basket.end);
  return [
    ...(line.substitution === undefined ? [] : [budgetFund(state, line, line.substitution.budget, price)]),
    ...(state.strategies.followed.has(line.strategyId) ? [purseFund(state, line, price)] : []),
    ...(paced ? [basketFund(state, basket, around)] : []),
  ];
}

function budgetFund(state: LiveState, line: PlanLine, budget: Money, price: Price): Fund {
  const money = freeBudget(state, line);
  return { money, short: refusal('line.budgetShort', { budget, left: money, price }), grows: false };
}

/** A followed strategy spends no other's cash; what its own sells are still to bring is worth waiting for. */
function purseFund(state: LiveState, { strategyId }: PlanLine, price: Price): Fund {
  const cash = state.strategies.purses.get(strategyId)?.cash ?? ZERO_MONEY;
  const money = maxMoney(ZERO_MONEY, subtractMoney(cash, owedByStrategy(state, strategyId)));
  const selling = [...state.lines.values()].some((one) => one.strategyId === strategyId && one.side === 'sell' && UNFINISHED.has(one.state));
  return { money, short: refusal(selling ? 'strategy.awaitsSells' : 'strategy.cashSpent', { strategy: strategyId, left: money, price }), grows: selling };
}

/** Sells that cannot be done hold back what they were to pay for, and say so. */
function basketFund(state: LiveState, basket: Basket, around: Surroundings): Fund {
  const { brought, paid, owed } = basketCash(state, basket);
  const numbers = { basket: basket.name, brought, spent: paid + owed, tolerance: basket.tolerance };
  const unfinished = linesIn(state, basket).filter((one) => one.side === 'sell' && UNFINISHED.has(one.state));
  const stuck = unfinished.filter((one) => sealedBy(state, one, around) !== null);
  const [first] = stuck;
  return {
    money: freedCash(state, basket),
    short:
      first !== undefined
        ? refusal('basket.sellsStuck', { ...numbers, stuck: stuck.length, instrument: first.instrument })
        : refusal(unfinished.length > 0 ? 'basket.awaitsSells' : 'basket.fundsSpent', numbers),
    grows: unfinished.length > 0,
  };
}

const UNFINISHED: ReadonlySet<PlanLine['state']> = new Set(['proposed', 'approved', 'working']);
