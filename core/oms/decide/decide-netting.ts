import { groupBy } from '../../kernel/group-by.ts';
import { type Actor, type StrategyId } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../kernel/result.ts';
import { NO_PRICE, type Price, type Quantity, ZERO_QUANTITY, addQuantity, minQuantity, subtractQuantity } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type Side } from '../../orders/order.ts';
import { type PlanLine } from '../../plan/line.ts';
import { strategyQuantityOf } from '../../portfolio/ledger.ts';
import { type StrategyCommand } from '../command.ts';
import { type OmsEvent } from '../events.ts';
import { UNWORKED } from '../state/line-state.ts';
import { type LiveState } from '../state/live-state.ts';
import { type OmsState } from '../state/state.ts';
import { type LotTransfer } from '../strategy/followed.ts';
import { changeable } from './decide-change.ts';
import { editUnworked } from './decide-plan.ts';
import { type Surroundings } from './decision.ts';
import { priceNow, transferred } from './hand-over.ts';

/** What strategies want of one instrument in opposite directions, before any of it is at the market. */
export interface Netting {
  readonly instrument: InstrumentId;
  /** Sells and buys, each in the order of their lines. */
  readonly lines: readonly PlanLine[];
  /** What meets within the account. */
  readonly netted: Quantity;
  /** What is left for the market. */
  readonly rest: Quantity;
  readonly restSide: Side;
}

/** Every instrument in which strategies are about to trade against each other. */
export function nettings(state: Pick<OmsState, 'lines' | 'ordersOfLine'>): readonly Netting[] {
  const open = [...state.lines.values()].filter(
    (line) => line.source === 'signal' && UNWORKED.includes(line.state) && !state.ordersOfLine.has(line.id) && line.plannedQuantity > 0,
  );
  return [...groupBy(open, ({ instrument }) => instrument)].flatMap(([instrument, lines]) => {
    const [sold, bought] = [total(lines, 'sell'), total(lines, 'buy')];
    const netted = minQuantity(sold, bought);
    if (netted === 0) return [];
    const restSide: Side = sold > bought ? 'sell' : 'buy';
    const rest = subtractQuantity(restSide === 'sell' ? sold : bought, netted);
    return [{ instrument, lines: lines.toSorted(bySideAndId), netted, rest, restSide }];
  });
}

function total(lines: readonly PlanLine[], side: Side): Quantity {
  return lines.filter((line) => line.side === side).reduce((sum, { plannedQuantity }) => addQuantity(sum, plannedQuantity), ZERO_QUANTITY);
}

function bySideAndId(a: PlanLine, b: PlanLine): number {
  if (a.side !== b.side) return a.side === 'sell' ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/**
 * What meets changes hands at the market's price of this moment, without fees; the lines go on with what is left of them.
 * Nothing is netted by itself: whose price it is, is for a person to say.
 */
export function netInternally(
  state: LiveState,
  { instrument, reason: words }: Extract<StrategyCommand, { type: 'netInternally' }>,
  by: Actor,
  around: Surroundings,
): Result<readonly OmsEvent[], Refusal> {
  const netting = nettings(state).find((one) => one.instrument === instrument);
  if (netting === undefined) return refuse('netting.nothing', { instrument });
  const price = priceNow(around, instrument);
  if (price === NO_PRICE) return refuse('strategy.noPrice', { instrument });
  const transfers = transfersOf(netting, price);
  const short = transfers.find(({ from, quantity }) => strategyQuantityOf(state.ledger, from, instrument) < quantity);
  if (short !== undefined) return refuse('netting.notHeld', { instrument, strategy: short.from });
  const events = [...transferred(transfers, refusal('netting.byPerson', { reason: words }), by)];
  for (const line of netting.lines) {
    const cut = shortened(state, line, partOf(transfers, line), price, around);
    if (!cut.ok) return err(cut.error);
    events.push(...cut.value);
  }
  return ok(events);
}

/** Sells meet buys in the order of their lines. */
function transfersOf({ instrument, lines }: Netting, price: Price): readonly LotTransfer[] {
  const transfers: LotTransfer[] = [];
  const buys = lines.filter(({ side }) => side === 'buy').map(({ strategyId, plannedQuantity }) => ({ strategyId, left: plannedQuantity }));
  for (const sell of lines.filter(({ side }) => side === 'sell')) {
    let left = sell.plannedQuantity;
    for (const buy of buys) {
      const quantity = minQuantity(left, buy.left);
      if (quantity === 0) continue;
      transfers.push({ instrument, from: sell.strategyId, to: buy.strategyId, quantity, price });
      left = subtractQuantity(left, quantity);
      buy.left = subtractQuantity(buy.left, quantity);
    }
  }
  return transfers;
}

/** What of a line was netted; a strategy has one line in an instrument. */
function partOf(transfers: readonly LotTransfer[], { side, strategyId }: PlanLine): Quantity {
  const owner = ({ from, to }: LotTransfer): StrategyId => (side === 'sell' ? from : to);
  return transfers.filter((one) => owner(one) === strategyId).reduce((sum, { quantity }) => addQuantity(sum, quantity), ZERO_QUANTITY);
}

function shortened(state: LiveState, line: PlanLine, netted: Quantity, price: Price, around: Surroundings): Result<readonly OmsEvent[], Refusal> {
  if (netted === 0) return ok([]);
  const rest = subtractQuantity(line.plannedQuantity, netted);
  if (rest === 0) return ok([{ type: 'lineDone', lineId: line.id, reason: refusal('line.netted', { quantity: netted, price }) }]);
  return editUnworked(state, line, { ...changeable(line), plannedQuantity: rest }, around);
}
