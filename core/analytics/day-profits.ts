import { type StrategyId, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type Money, type Price, addMoney, quantity, subtractMoney, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type OpeningPosition } from '../portfolio/account.ts';
import { type PastDay } from './past-day.ts';
import { StrategyBooks } from './strategy-books.ts';

/**
 * What each strategy earned on one day, fees taken off: what it held in the morning counts at the previous close, with
 * what the morning's corporate actions gave it, for that close has them taken out. What no strategy has earned is
 * `unassigned`, so that the profits add up to the account's, to the last unit.
 */
export function dayProfits(day: PastDay, prevCloseOf: (instrument: InstrumentId) => Price): ReadonlyMap<StrategyId, Money> {
  const positions = day.opening.positions.map((position) => ({ ...position, cost: morningValue(day, position, prevCloseOf(position.instrument)) }));
  const { books } = new StrategyBooks().take({ ...day, opening: { ...day.opening, positions } });
  return new Map([...books].map(([owner, { equity }]) => [owner, owner === UNASSIGNED_STRATEGY ? subtractMoney(equity, day.openingEquity) : equity]));
}

function morningValue({ income }: PastDay, { instrument, strategyId, quantity: held }: OpeningPosition, close: Price): Money {
  const own = income.filter((one) => one.instrument === instrument && one.strategyId === strategyId);
  const shares = own.reduce((sum, one) => sum + one.shares, 0);
  const worth = turnoverOf(close, quantity(held + shares));
  return own.reduce((sum, { dividends, paid }) => addMoney(sum, subtractMoney(dividends, paid)), worth);
}
