import { type Money, type Quantity, type Rate, ZERO_QUANTITY, applyRate, quantity } from '../../kernel/units.ts';
import { roundBuyQuantity } from '../../market/lots.ts';
import { leaves } from '../../orders/order.ts';
import { type GateContext } from '../context.ts';
import { SHRINKING, type Severity, breach, gateRule } from '../rule.ts';

export interface FloatShareSetting {
  /** Most of an instrument's shares that can change hands that may be ours: what is held, what is being bought and the order. */
  readonly most: Rate;
  readonly severity: Severity;
}

/**
 * We do not own the company. Where nobody knows how many shares can change hands, that is a breach of its own; funds and
 * bonds need no number, for theirs are made and redeemed.
 */
export const floatShare = gateRule({ name: 'floatShare', scope: 'instrument', severities: SHRINKING }, (context, pass) => {
  const { order, policy, reference } = context;
  const setting = policy.rules.floatShare;
  if (setting === null || order.side === 'sell' || reference === undefined) return pass;
  const { board, freeFloat } = reference.instrument;
  if (freeFloat === undefined) {
    if (board === 'etf' || board === 'bond') return pass;
    return breach(context, setting.severity, { rule: 'floatShare', code: 'floatShare.unknown', params: { instrument: order.instrument } });
  }
  const before = ours(context);
  const most = applyRate(freeFloat as number as Money, setting.most, 'floor') as number;
  if (before + order.quantity <= most) return pass;
  return breach(context, setting.severity, {
    rule: 'floatShare',
    code: 'floatShare.exceeded',
    params: { quantity: order.quantity, before, freeFloat, most, share: setting.most },
    allowed: within(context, most - before),
  });
});

function ours({ account, openOrders }: GateContext): number {
  let shares: number = account.held;
  for (const open of openOrders) if (open.side === 'buy') shares += leaves(open);
  return shares;
}

function within({ rules }: GateContext, room: number): Quantity {
  return rules === undefined || room <= 0 ? ZERO_QUANTITY : roundBuyQuantity(rules, quantity(room));
}
