import { type StrategyId, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type Money, type Price, subtractMoney, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type PastDay } from './past-day.ts';
import { StrategyBooks } from './strategy-books.ts';

/**
 * What each strategy earned on one day, fees taken off: what it held in the morning counts at the previous close. What
 * no strategy has earned is `unassigned`, so that the profits add up to the account's, to the last unit.
 */
export function dayProfits(day: PastDay, prevCloseOf: (instrument: InstrumentId) => Price): ReadonlyMap<StrategyId, Money> {
  const positions = day.opening.positions.map((position) => {
    return { ...position, cost: turnoverOf(prevCloseOf(position.instrument), position.quantity) };
  });
  const { books } = new StrategyBooks().take({ ...day, opening: { ...day.opening, positions } });
  return new Map([...books].map(([owner, { equity }]) => [owner, owner === UNASSIGNED_STRATEGY ? subtractMoney(equity, day.openingEquity) : equity]));
}
