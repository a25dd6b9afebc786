import { type Quantity, ZERO_QUANTITY, addQuantity, minQuantity, mulDiv, quantity, subtractQuantity } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type ExecutionStyle, type ProposedLine } from '../../plan/line.ts';
import { type SaleWish } from '../../plan/sale.ts';
import { styleNamed } from '../../plan/styles.ts';
import { type Position } from '../../portfolio/ledger.ts';
import { type Reading, type WatchRef } from '../../risk/watch/watch.ts';
import { WATCHES } from '../../risk/watch/watches.ts';
import { dayOf, remainingOf } from '../decide/decide-order.ts';
import { type Sale } from '../decide/decide-sale.ts';
import { type Surroundings } from '../decide/decision.ts';
import { type LiveState } from '../state/live-state.ts';
import { type OwedSale, type UnsoldShares } from './watch-memory.ts';

/** Where the watch sells by itself, buys of the same instruments give way: nobody sells and buys at once. */
export function saleOf(state: LiveState, wishes: readonly SaleWish[], acts: boolean): Sale {
  const instruments = new Set(wishes.map(({ instrument }) => instrument));
  const approved = acts || dayOf(state).config.plan.approval === 'automatic';
  return {
    source: 'watch',
    wishes,
    ...(approved ? {} : { awaitsApproval: true as const }),
    givesWay: ({ instrument, side }) => acts && side === 'buy' && instruments.has(instrument),
  };
}

/** One wish for each strategy's share of each holding that the watch concerns. */
export function wishesOf(
  state: LiveState,
  ref: WatchRef,
  reading: Reading,
  execution: string | null,
  around: Surroundings,
): readonly SaleWish[] {
  const excess = WATCHES[ref.watch].sells === 'excess';
  return [...state.ledger.positions.values()]
    .filter(({ instrument }) => ref.scope !== 'instrument' || instrument === ref.of)
    .flatMap((position) => {
      const most = excess ? excessShares(position, reading, around) : position.quantity;
      return wishesFor(state, position, ref.scope === 'strategy' ? ref.of : null, most, execution, around);
    });
}

function wishesFor(
  state: LiveState,
  { instrument, lots }: Position,
  strategy: string | null,
  most: Quantity,
  execution: string | null,
  around: Surroundings,
): readonly SaleWish[] {
  const style = styleOf(state, instrument, execution, around);
  let left = most;
  const wishes: SaleWish[] = [];
  for (const [strategyId, lot] of lots) {
    if (strategy !== null && strategyId !== strategy) continue;
    const proposed = proposedFor(state, instrument, strategyId);
    const wanted = minQuantity(left, subtractQuantity(lot.quantity, minQuantity(lot.quantity, proposed)));
    left = subtractQuantity(left, wanted);
    if (wanted > 0) wishes.push({ strategyId, instrument, quantity: wanted, style });
  }
  return wishes;
}

/** What watches and exits have proposed to sell already, and what waits for its approval. */
export function proposedFor(state: LiveState, instrument: InstrumentId, strategyId: string): Quantity {
  let shares = ZERO_QUANTITY;
  for (const line of state.lines.values()) {
    const waits = line.source === 'watch' && line.state === 'proposed';
    if (waits && line.instrument === instrument && line.strategyId === strategyId) shares = addQuantity(shares, remainingOf(state, line.id));
  }
  return shares;
}

/** Whole lots that bring the holding back to its limit. */
function excessShares({ instrument, quantity: held }: Position, { value, limit }: Reading, around: Surroundings): Quantity {
  const price = around.market.quote(instrument)?.last ?? 0;
  const step = around.rulesOf(instrument)?.lot.value.sellStep ?? 1;
  if (price <= 0) return ZERO_QUANTITY;
  const shares = mulDiv(value - limit + 1, 1, price, 'ceil');
  return minQuantity(held, quantity(Math.ceil(shares / step) * step));
}

/** Nobody buys at limit-down: by the policy's word an order waits there in the queue. */
export function styleOf(state: LiveState, instrument: InstrumentId, execution: string | null, { market }: Surroundings): ExecutionStyle {
  const { execution: { default: usual }, risk } = dayOf(state).config;
  const quote = market.quote(instrument);
  const limitDown = market.reference(instrument)?.limitDown ?? 0;
  const locked = quote !== undefined && limitDown > 0 && quote.last <= limitDown && quote.bids.length === 0;
  if (locked && risk.watch.atLimitDown === 'queue') return { style: 'limit', price: limitDown as typeof quote.last };
  return (execution === null ? null : styleNamed(execution, usual)) ?? usual;
}

/** What of a wish no line sells, and why. */
export function unsoldOf(line: ProposedLine, wish: SaleWish | undefined): readonly UnsoldShares[] {
  if (wish === undefined) return [];
  const { instrument, strategyId, quantity: wanted } = wish;
  const missing = subtractQuantity(wanted, minQuantity(wanted, line.plannedQuantity));
  const reason = line.blocked ?? line.adjustments.find(({ code }) => code === 'plan.cutToSellable') ?? line.adjustments[0];
  return missing === 0 || reason === undefined ? [] : [{ instrument, strategyId, quantity: missing, reason }];
}

/** What T+1 alone keeps from being sold today, the next session sells. */
export function owedOf(
  state: LiveState,
  fired: Pick<OwedSale, 'watch' | 'scope' | 'of' | 'action' | 'execution'>,
  { instrument, strategyId, quantity: missing }: UnsoldShares,
): readonly OwedSale[] {
  const position = state.ledger.positions.get(instrument);
  if (position === undefined) return [];
  const unsettled = quantity(Math.max(0, position.quantity - position.sellable - position.frozen));
  const shares = minQuantity(missing, unsettled);
  return shares === 0 ? [] : [{ ...fired, instrument, strategyId, quantity: shares }];
}
