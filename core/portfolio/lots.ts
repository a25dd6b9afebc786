import { type StrategyId, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type Quantity, addMoney, addQuantity, minQuantity, money, mulDiv, subtractMoney, subtractQuantity } from '../kernel/units.ts';
import { type Lot, type LotTaken } from './ledger.ts';

/** What is bought to a lot joins it: the lot was opened when it was. */
export function addLots(lot: Lot, bought: Lot): Lot {
  return { quantity: addQuantity(lot.quantity, bought.quantity), cost: addMoney(lot.cost, bought.cost), opened: lot.opened };
}

/**
 * Takes shares out of the seller's own lot, then, where it is short, out of what no strategy owns, then out of the
 * others in the order of their ids. Each lot's cost goes down in proportion, rounded half up, so that a lot sold whole
 * leaves exactly nothing.
 */
export function takeFromLots(
  lots: ReadonlyMap<StrategyId, Lot>,
  seller: StrategyId,
  shares: Quantity,
): { readonly taken: readonly LotTaken[]; readonly lots: ReadonlyMap<StrategyId, Lot> } {
  const rest = new Map(lots);
  const taken: LotTaken[] = [];
  let missing = shares;
  for (const strategyId of takingOrder(lots, seller)) {
    const lot = lots.get(strategyId);
    if (lot === undefined || missing === 0) continue;
    const part = minQuantity(missing, lot.quantity);
    const cost = money(mulDiv(lot.cost, part, lot.quantity, 'halfUp'));
    taken.push({ strategyId, quantity: part, cost });
    if (part === lot.quantity) rest.delete(strategyId);
    else rest.set(strategyId, { ...lot, quantity: subtractQuantity(lot.quantity, part), cost: subtractMoney(lot.cost, cost) });
    missing = subtractQuantity(missing, part);
  }
  return { taken, lots: rest };
}

function takingOrder(lots: ReadonlyMap<StrategyId, Lot>, seller: StrategyId): ReadonlySet<StrategyId> {
  if (lots.size === 1 && lots.has(seller)) return new Set([seller]);
  return new Set([seller, UNASSIGNED_STRATEGY, ...[...lots.keys()].toSorted()]);
}
