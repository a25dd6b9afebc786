import { type Actor } from '../../kernel/ids.ts';
import { type Refusal, type Result, ok, refusal, refuse } from '../../kernel/result.ts';
import { type ExecutionStyle, type PlanLine } from '../../plan/line.ts';
import { type SaleWish } from '../../plan/sale.ts';
import { type Command, type LiquidationScope } from '../command.ts';
import { type Sale, type SalePlan, planSale, proposeSale } from './decide-sale.ts';
import { type Decision, type Surroundings, decided, refused } from './decision.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';

export type Liquidate = Extract<Command, { type: 'liquidate' }>;

/** What a person has stopped that keeps holdings from being sold; a liquidation lifts it only when told to. */
export type SalesHeld = 'liquidation.halted' | 'liquidation.sellsPaused';

/** What selling out would do now. */
export interface LiquidationPlan extends SalePlan {
  readonly held: readonly SalesHeld[];
}

export function planLiquidation(
  state: LiveState,
  { scope, style }: Pick<Liquidate, 'scope' | 'style'>,
  around: Surroundings,
): Result<LiquidationPlan, Refusal> {
  if (state.settled !== null) return refuse('day.settled');
  return ok({ ...planSale(state, saleOf(state, scope, style), around), held: salesHeld(state) });
}

/**
 * Sells all that the scope may sell today. Neither approvals nor exposure rules nor pauses of buys or of a strategy hold
 * it back; buys of the scope stop, its sells are taken up. The same token never sells out twice.
 */
export function liquidate(state: LiveState, { scope, style, liftHolds, token }: Liquidate, by: Actor, around: Surroundings): Decision {
  if (state.saleTokens.has(token)) return refused(refusal('liquidation.alreadyBegun'));
  if (state.halted !== null) return refused(refusal('tradingState.accountHalted', { because: state.halted.code }));
  const [held] = salesHeld(state);
  if (held !== undefined && !liftHolds) return refused(refusal(held));
  const asked = { reason: refusal('liquidation.byPerson', { of: nameOf(scope) }), by, token };
  const sale = proposeSale(state, saleOf(state, scope, style), asked, around);
  return sale.ok ? decided([...lifted(state), ...sale.value.events], sale.value.effects) : refused(sale.error);
}

function salesHeld({ trading, pauses }: LiveState): readonly SalesHeld[] {
  const held: SalesHeld[] = [];
  if (trading === 'halted') held.push('liquidation.halted');
  if (pauses.sells) held.push('liquidation.sellsPaused');
  return held;
}

/** No more is let go than selling needs: a halted account goes on with sales alone. */
function lifted({ trading, pauses }: LiveState): readonly OmsEvent[] {
  const events: OmsEvent[] = [];
  if (trading === 'halted') {
    events.push({ type: 'tradingStateChanged', before: trading, after: 'reducingOnly', reason: refusal('liquidation.salesAllowed') });
  }
  if (pauses.sells) events.push({ type: 'pausesChanged', before: pauses, after: { ...pauses, sells: false } });
  return events;
}

function saleOf(state: LiveState, scope: LiquidationScope, style: ExecutionStyle): Sale {
  return { source: 'liquidation', wishes: wishesOf(state, scope, style), givesWay: (trade) => isWithin(scope, trade) };
}

/** Every holding of the scope, by instrument and strategy: the same holdings, the same order. */
function wishesOf({ ledger }: LiveState, scope: LiquidationScope, style: ExecutionStyle): readonly SaleWish[] {
  const wishes: SaleWish[] = [];
  for (const { instrument, lots } of ledger.positions.values()) {
    for (const [strategyId, { quantity }] of lots) {
      if (quantity > 0 && isWithin(scope, { strategyId, instrument })) wishes.push({ strategyId, instrument, quantity, style });
    }
  }
  return wishes.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ instrument, strategyId }: SaleWish): string {
  return `${instrument}/${strategyId}`;
}

function isWithin(scope: LiquidationScope, trade: Pick<PlanLine, 'strategyId' | 'instrument'>): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'strategy':
      return trade.strategyId === scope.strategyId;
    case 'instruments':
      return scope.instruments.includes(trade.instrument);
  }
}

function nameOf(scope: LiquidationScope): string {
  switch (scope.kind) {
    case 'all':
      return '*';
    case 'strategy':
      return scope.strategyId;
    case 'instruments':
      return scope.instruments.join(' ');
  }
}
