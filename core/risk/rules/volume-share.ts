import { type Quantity, type Rate, ZERO_QUANTITY, applyRate, type Money, quantity } from '../../kernel/units.ts';
import { roundBuyQuantity } from '../../market/lots.ts';
import { leaves } from '../../orders/order.ts';
import { type GateContext } from '../context.ts';
import { SHRINKING, type Severity, gateRule, softBreach } from '../rule.ts';

export interface VolumeShareSetting {
  /** Most of the day's volume so far that may be ours: what was filled, what is open and the order. */
  readonly most: Rate;
  readonly severity: Severity;
}

/** We are not the market. Asked in the continuous session: an auction has no volume before it ends. */
export const volumeShare = gateRule({ name: 'volumeShare', scope: 'instrument', severities: SHRINKING }, (context, pass) => {
  const { order, policy, quote, phase, rules } = context;
  const setting = policy.rules.volumeShare;
  if (setting === null || quote === undefined || rules === undefined || phase?.matching !== 'continuous') return pass;
  const before = ours(context);
  const most = applyRate(quote.volume as number as Money, setting.most, 'floor');
  if (before + order.quantity <= most) return pass;
  return softBreach(context, setting.severity, {
    rule: 'volumeShare',
    code: 'volumeShare.exceeded',
    params: { quantity: order.quantity, before, volume: quote.volume, most, share: setting.most },
    allowed: most > before ? roundBuyQuantity(rules, quantity(most - before)) : ZERO_QUANTITY,
  });
});

function ours({ traffic, order, openOrders }: GateContext): Quantity {
  let shares = traffic.filledOf(order.instrument) as number;
  for (const open of openOrders) shares += leaves(open);
  return shares as Quantity;
}
