import { type Refusal, refusal } from '../kernel/result.ts';
import {
  type Money,
  type Quantity,
  type Rate,
  ZERO_MONEY,
  ZERO_QUANTITY,
  addMoney,
  applyRate,
  maxMoney,
  mulDiv,
  quantity,
  ratioOf,
  subtractMoney,
  subtractQuantity,
  turnoverOf,
} from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { roundBuyQuantity } from '../market/lots.ts';
import { type AdjustmentCode, type BlockCode, type PlanMarket, type PlanWarning, type SizingInput } from './plan.ts';
import { type Wish } from './wish.ts';

/** What a limit is on: one instrument, one industry, one strategy, or all of the account. */
export const PLAN_LIMITS = ['instrumentShare', 'sectorShare', 'strategyShare', 'exposure'] as const;
export type PlanLimit = (typeof PLAN_LIMITS)[number];

/** The highest share of equity that a plan may carry each of them to; null: no such limit. */
export type PlanLimits = Readonly<Record<PlanLimit, Rate | null>>;

type Holder = Pick<Wish, 'instrument' | 'strategyId'>;

/** What a trade counts under; null: nothing is known that it would count under. */
const KEY: Readonly<Record<PlanLimit, (of: Holder, market: PlanMarket) => string | null>> = {
  instrumentShare: ({ instrument }) => instrument,
  sectorShare: ({ instrument }, market) => market.reference(instrument)?.instrument.industry ?? null,
  strategyShare: ({ strategyId }) => strategyId,
  exposure: () => 'account',
};

/**
 * The wishes as far as the account can bear them.
 *
 * Limit by limit, from the single instrument up to the whole account: where what is held, less what the plan sells, and
 * all that it buys come to more than the limit, each of those buys is cut in the same proportion, then down to whole
 * lots. So the plan keeps the shape that its model gave it. All at reference prices; what the market makes of them by the
 * time an order leaves is the gate's to judge. Sells are never cut.
 */
export function cutToLimits(wishes: readonly Wish[], equity: Money, input: SizingInput): readonly Wish[] {
  const { limits } = input.settings;
  if (limits === undefined) return wishes;
  return PLAN_LIMITS.reduce((left, limit) => {
    const share = limits[limit];
    return share === null ? left : cutTo(limit, share, left, equity, input);
  }, wishes);
}

function cutTo(limit: PlanLimit, share: Rate, wishes: readonly Wish[], equity: Money, input: SizingInput): readonly Wish[] {
  const keyOf = (of: Holder): string | null => KEY[limit](of, input.market);
  const held = heldAfterSells(keyOf, wishes, input);
  const asked = new Map<string, Money>();
  for (const wish of wishes) if (wish.side === 'buy') add(asked, keyOf(wish), valueOf(wish));
  const most = applyRate(equity, share, 'floor');
  return wishes.map((wish) => {
    const key = wish.side === 'buy' && 'rules' in wish.fate ? keyOf(wish) : null;
    if (key === null) return wish;
    const [before, buys] = [held.get(key) ?? ZERO_MONEY, asked.get(key) ?? ZERO_MONEY];
    const room = maxMoney(ZERO_MONEY, subtractMoney(most, before));
    if (buys <= room) return wish;
    return cutWish(wish, { limit, from: ratioOf(addMoney(before, buys), equity), most: share }, mulDiv(valueOf(wish), room, buys, 'floor') as Money);
  });
}

interface Cut {
  readonly limit: PlanLimit;
  /** What the share would have become, and what it may be. */
  readonly from: Rate;
  readonly most: Rate;
}

function cutWish(wish: Wish, cut: Cut, affordable: Money): Wish {
  const rules = 'rules' in wish.fate ? wish.fate.rules : undefined;
  const planned = rules === undefined ? ZERO_QUANTITY : roundBuyQuantity(rules, sharesFor(affordable, wish));
  const params = { ...cut, wanted: wish.wanted, planned };
  if (planned === 0) return { ...wish, wanted: ZERO_QUANTITY, fate: { blocked: refusal<BlockCode>('plan.noRoom', params) } };
  const adjustment: Refusal<AdjustmentCode> = refusal('plan.cutToLimit', params);
  return { ...wish, wanted: planned, adjustments: [...wish.adjustments, adjustment] };
}

function sharesFor(value: Money, { refPrice }: Wish): Quantity {
  return quantity(mulDiv(value, 1, refPrice, 'floor'));
}

function valueOf({ refPrice, wanted }: Wish): Money {
  return turnoverOf(refPrice, wanted);
}

/** Holdings at reference prices and what working lines still buy, less what the plan is to sell. */
function heldAfterSells(keyOf: (of: Holder) => string | null, wishes: readonly Wish[], input: SizingInput): Map<string, Money> {
  const held = new Map<string, Money>();
  for (const { instrument, lots } of input.ledger.positions.values()) {
    for (const [strategyId, lot] of lots) add(held, keyOf({ instrument, strategyId }), valueHeld(instrument, lot.quantity, input.market));
  }
  for (const { instrument, strategyId, side, refPrice, plannedQuantity, filled } of input.working) {
    const left = quantity(Math.max(0, plannedQuantity - filled));
    if (side === 'buy') add(held, keyOf({ instrument, strategyId }), turnoverOf(refPrice, left));
  }
  for (const wish of wishes) {
    if (wish.side === 'sell') add(held, keyOf(wish), -valueHeld(wish.instrument, wish.wanted, input.market) as Money);
  }
  return held;
}

function valueHeld(instrument: InstrumentId, shares: Quantity, market: PlanMarket): Money {
  return turnoverOf(market.reference(instrument)?.prevClose ?? (0 as Wish['refPrice']), shares);
}

function add(sums: Map<string, Money>, key: string | null, value: Money): void {
  if (key !== null) sums.set(key, addMoney(sums.get(key) ?? ZERO_MONEY, value));
}

/** How many buys the limits have cut, and what they would have cost more. */
export function cutWarning(wishes: readonly Wish[]): readonly Refusal<PlanWarning>[] {
  const cuts = wishes.flatMap(({ refPrice, wanted, adjustments, fate }) => {
    const first = adjustments.find(({ code }) => code === 'plan.cutToLimit');
    const noRoom = 'blocked' in fate && fate.blocked.code === 'plan.noRoom' ? fate.blocked : undefined;
    const asked = (first ?? noRoom)?.params['wanted'];
    return typeof asked === 'number' ? [turnoverOf(refPrice, subtractQuantity(quantity(asked), wanted))] : [];
  });
  if (cuts.length === 0) return [];
  const value = cuts.reduce((sum, cut) => addMoney(sum, cut), ZERO_MONEY);
  return [refusal('plan.cutToLimits', { lines: cuts.length, value })];
}
