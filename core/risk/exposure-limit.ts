import { type Money, type Price, type Quantity, type Rate, ZERO_QUANTITY, applyRate, mulDiv, quantity, turnoverOf } from '../kernel/units.ts';
import { roundBuyQuantity } from '../market/lots.ts';
import { markPrice } from '../market/quote.ts';
import { type GateContext } from './context.ts';
import { type Severity, breach } from './rule.ts';
import { type Verdict } from './verdict.ts';

/** Most that may be held, as a share of what the account was worth when the day opened. */
export interface ExposureSetting {
  /** Above 0; 1 is all of it. */
  readonly most: Rate;
  readonly severity: Severity;
}

/** Which limit, what is held and on order under it already, and what a breach is called. */
export interface ExposureLimit {
  readonly rule: string;
  readonly code: string;
  readonly setting: ExposureSetting;
  readonly before: Money;
}

/** The order's value as the exposure counts it: at its price or the market's, whichever is higher. */
export function exposurePrice({ order, quote, reference }: GateContext): Price {
  const mark = quote === undefined ? (reference?.prevClose ?? 0) : markPrice(quote);
  return Math.max(order.price, mark) as Price;
}

/** Holds a buy against a limit of what may be held. Sales reduce and are never held against one. */
export function checkExposure(context: GateContext, pass: Verdict, limit: ExposureLimit): Verdict {
  const { setting, before } = limit;
  const unit = exposurePrice(context);
  const after = before + turnoverOf(unit, context.order.quantity);
  const most = applyRate(context.exposure.openingEquity, setting.most, 'floor');
  if (after <= most) return pass;
  return breach(context, setting.severity, {
    rule: limit.rule,
    code: limit.code,
    params: { before, after, most, share: setting.most },
    allowed: sharesWorth(context, (most - before) as Money, unit),
  });
}

/** The most shares, in lots, that are worth no more than `room` at `unit`. */
export function sharesWorth({ rules }: GateContext, room: Money, unit: Price): Quantity {
  if (rules === undefined || room <= 0 || unit <= 0) return ZERO_QUANTITY;
  return roundBuyQuantity(rules, quantity(mulDiv(room, 1, unit, 'floor')));
}
