import { type Refusal, type Result, err, ok, refusal, refuse } from '../kernel/result.ts';
import { type Money, type Quantity, ZERO_QUANTITY, addQuantity } from '../kernel/units.ts';
import { type QuantityProblem } from '../market/lots.ts';
import { type TradingRules } from '../market/rules.ts';
import { type CommissionSchedule } from '../portfolio/fees.ts';
import { type Ledger, sellableOf } from '../portfolio/ledger.ts';
import { estimateTrade } from './estimate.ts';
import { type ExecutionStyle, type ProposedLine } from './line.ts';
import { type PlanMarket } from './plan.ts';
import { checkLineQuantity } from './quantity.ts';
import { type StyleProblem, styleProblem } from './style-problem.ts';

export interface LineEdit {
  readonly plannedQuantity: Quantity;
  readonly style: ExecutionStyle;
}

export interface EditContext {
  readonly ledger: Ledger;
  /** Shares of the instrument that orders about to be cancelled give back; left out: none. */
  readonly released?: Quantity;
  readonly market: PlanMarket;
  readonly commission: CommissionSchedule;
}

export type EditProblem =
  | 'edit.noMarket'
  /** `{ quantity, sellable }` */
  | 'edit.aboveSellable'
  /** Another strategy holds the rest. `{ quantity, held }` */
  | 'edit.aboveHolding'
  /** `{ quantity }`: worth more than amounts can be reckoned with. */
  | 'edit.tooLarge'
  | StyleProblem;

/**
 * Checks a trader's own quantity and style for a line and reckons it anew.
 *
 * The quantity must be one that the exchange takes, in one order or in several, and a sale no more than the strategy
 * holds and may sell today. Whether cash suffices is for the gate when an order leaves, and for the projection before.
 */
export function editedLine(
  line: ProposedLine,
  { plannedQuantity, style }: LineEdit,
  { ledger, released = ZERO_QUANTITY, market, commission }: EditContext,
): Result<{ readonly estValue: Money; readonly estFees: Money }, Refusal<EditProblem | QuantityProblem>> {
  const reference = market.reference(line.instrument);
  const rules = market.rulesOf(line.instrument);
  if (reference === undefined || rules === undefined) return refuse('edit.noMarket', { instrument: line.instrument });
  const problem =
    quantityProblem(line, plannedQuantity, rules, addQuantity(sellableOf(ledger, line.instrument), released)) ??
    styleProblem(style, { rules, reference });
  if (problem !== null) return err(problem);
  const { value, fees } = estimateTrade(line.side, line.refPrice, plannedQuantity, rules, commission);
  return ok({ estValue: value, estFees: fees });
}

function quantityProblem(line: ProposedLine, asked: Quantity, rules: TradingRules, sellable: Quantity): Refusal<EditProblem | QuantityProblem> | null {
  if (!Number.isSafeInteger(asked * line.refPrice)) return refusal('edit.tooLarge', { quantity: asked });
  if (line.side === 'sell') {
    if (asked > sellable) return refusal('edit.aboveSellable', { quantity: asked, sellable });
    if (asked > line.currentQuantity) return refusal('edit.aboveHolding', { quantity: asked, held: line.currentQuantity });
  }
  return checkLineQuantity(rules, line.side, asked, sellable);
}
