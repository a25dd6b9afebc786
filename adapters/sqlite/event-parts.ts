import { z } from 'zod';
import { DATA } from '../../core/conditions/facts.ts';
import { type Actor, type BasketId, type FillId, type LineId, type OrderId, type StrategyId } from '../../core/kernel/ids.ts';
import { type ScriptState } from '../../core/execution/script-port.ts';
import { type RefusalParams } from '../../core/kernel/result.ts';
import { type ScriptId, type ScriptParams } from '../../core/kernel/script.ts';
import { ORDER_TYPES } from '../../core/market/rules.ts';
import { APPROVAL_MODES, type ApprovalMode, DEFAULT_CONFIG, approvalModeNamed } from '../../core/oms/config.ts';
import { ORDER_ORIGINS } from '../../core/orders/order.ts';
import { BASKET_RESTS } from '../../core/plan/basket.ts';
import { AUCTION_BASES, CATCH_UPS, LINE_SOURCES, WINDOW_RESTS } from '../../core/plan/line.ts';
import { TRADING_STATES } from '../../core/risk/context.ts';
import { VERDICT_KINDS, type Verdict } from '../../core/risk/verdict.ts';
import { WATCH_ACTIONS } from '../../core/risk/watch/watch.ts';
import { actionBooking, taxParcel, withheldTax } from './action-parts.ts';
import { riskPolicy, watchRef, watchSetting } from './risk-parts.ts';
import { adjustment, settlementCommands } from './settlement-parts.ts';
import {
  idText,
  instrumentId,
  momentText,
  moneyText,
  priceText,
  rateText,
  shares,
  timeOfDayText,
  tradeDate,
  wholeNumber,
} from './unit-codecs.ts';

/**
 * The things that events are made of, as they are written; keys stand in the order in which they are listed here.
 *
 * Journals are kept for years: a field that comes later gets `.prefault(…)` with what older journals meant without it,
 * and a field or kind that goes stays here, so that they can still be read.
 */

export const lineId = idText<LineId>();
export const orderId = idText<OrderId>();
export const fillId = idText<FillId>();
export const strategyId = idText<StrategyId>();
export const scriptId = idText<ScriptId>();
const scriptState = idText<ScriptState>();
export const actor = idText<Actor>();
export const side = z.enum(['buy', 'sell']);

/** Checked in one go: there are a dozen of them in every order, and a record schema costs thirty times as much. */
const params = z.custom<RefusalParams>((value) => isPlainRecord(value), 'not plain values');

function isPlainRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isPlain);
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

export const refusal = z.strictObject({ code: z.string(), params });

const fullVerdict = z.strictObject({
  rule: z.string(),
  kind: z.enum(VERDICT_KINDS),
  code: z.string(),
  params,
});

/** A plain pass is written as the name of its rule: most verdicts are, and a day has hundreds of thousands of them. */
export const verdict = z.codec(z.union([z.string(), fullVerdict]), z.custom<Verdict>(), {
  decode: (written) => (typeof written === 'string' ? plainPass(written) : written),
  encode: (given) => (isPlainPass(given) ? given.rule : { ...given }),
});

const PASSES = new Map<string, Verdict>();

function plainPass(rule: string): Verdict {
  const known = PASSES.get(rule);
  if (known !== undefined) return known;
  const pass: Verdict = { rule, kind: 'pass', code: rule, params: {} };
  PASSES.set(rule, pass);
  return pass;
}

function isPlainPass({ rule, kind, code, params: numbers }: Verdict): boolean {
  return kind === 'pass' && code === rule && Object.keys(numbers).length === 0;
}

const limitStyle = z.strictObject({ style: z.literal('limit'), price: priceText.nullable() });
const bestFiveStyle = z.strictObject({
  style: z.literal('bestFive'),
  rest: z.enum(['cancel', 'limit']),
  bound: rateText,
});

const peggedStyle = z.strictObject({
  style: z.literal('pegged'),
  to: z.enum(['own', 'opposite']),
  ticks: wholeNumber,
  bound: rateText,
  repriceMs: wholeNumber.nullable(),
});
const icebergStyle = z.strictObject({
  style: z.literal('iceberg'),
  shown: shares,
  price: priceText.nullable(),
  bound: rateText,
  refillAt: rateText,
});
const afterHoursStyle = z.strictObject({ style: z.literal('afterHours'), bound: rateText });
const closingAuctionStyle = z.strictObject({
  style: z.literal('closingAuction'),
  from: z.enum(AUCTION_BASES),
  offset: rateText,
  price: priceText.nullable(),
});
const slicedStyle = z.strictObject({
  style: z.enum(['twap', 'vwap']),
  start: timeOfDayText.nullable(),
  end: timeOfDayText,
  slices: wholeNumber.nullable(),
  intervalMs: wholeNumber,
  cap: rateText.nullable(),
  bound: rateText,
  sizeJitter: rateText,
  timeJitter: rateText,
  catchUp: z.enum(CATCH_UPS),
  rest: z.enum(WINDOW_RESTS),
});
const continuousStyle = z.discriminatedUnion('style', [
  limitStyle,
  bestFiveStyle,
  peggedStyle,
  icebergStyle,
  closingAuctionStyle,
  afterHoursStyle,
  slicedStyle,
]);

const scriptParams = z.custom<ScriptParams>((value) => isPlainRecord(value), 'not plain values');
const scriptStyle = z.strictObject({ style: z.literal('script'), script: scriptId, params: scriptParams });

export const executionStyle = z.discriminatedUnion('style', [
  scriptStyle,
  z.strictObject({
    style: z.literal('callAuction'),
    offset: rateText,
    then: continuousStyle.nullable(),
    /** Left out by days from before there was a choice, and where it is the reference price. */
    from: z.enum(AUCTION_BASES).exactOptional(),
    price: priceText.exactOptional(),
  }),
  ...continuousStyle.options,
]);

export const tradingState = z.enum(TRADING_STATES);

export const pauses = z.strictObject({
  buys: z.boolean(),
  sells: z.boolean(),
  /** Left out by days from before a strategy could be paused. */
  strategies: z.array(strategyId).prefault([]),
});
const pausesOfASide = z.strictObject({ buys: z.exactOptional(z.boolean()), sells: z.exactOptional(z.boolean()) });

export const fees = z.strictObject({ commission: moneyText, stampTax: moneyText, transferFee: moneyText });

export const orderRequest = z.strictObject({
  id: orderId,
  lineId: lineId.nullable(),
  strategyId,
  origin: z.enum(ORDER_ORIGINS),
  instrument: instrumentId,
  side,
  type: z.enum(ORDER_TYPES),
  price: priceText,
  quantity: shares,
});

export const orderTerms = z.strictObject({ frozen: moneyText, settlement: z.enum(['T+0', 'T+1']) });

export const quoteBasis = z.strictObject({ time: momentText, last: priceText, bid: priceText, ask: priceText });

const reportHead = { reportId: z.string().min(1), orderId, time: momentText };

export const executionReport = z.discriminatedUnion('kind', [
  z.strictObject({ ...reportHead, kind: z.literal('accepted') }),
  z.strictObject({ ...reportHead, kind: z.literal('rejected'), reason: refusal }),
  z.strictObject({ ...reportHead, kind: z.literal('filled'), fillId, price: priceText, quantity: shares }),
  z.strictObject({ ...reportHead, kind: z.literal('cancelled'), reason: refusal.nullable() }),
  z.strictObject({ ...reportHead, kind: z.literal('cancelRejected'), reason: refusal }),
  z.strictObject({ ...reportHead, kind: z.literal('expired') }),
  z.strictObject({ ...reportHead, kind: z.literal('fillCorrected'), fillId, price: priceText, quantity: shares, reason: refusal }),
]);

export const proposedLine = z.strictObject({
  id: lineId,
  /** Left out by days from before anybody but a strategy asked for lines. */
  source: z.enum(LINE_SOURCES).default('signal'),
  strategyId,
  instrument: instrumentId,
  side,
  targetWeight: rateText.nullable(),
  targetQuantity: shares,
  currentQuantity: shares,
  plannedQuantity: shares,
  refPrice: priceText,
  estValue: moneyText,
  estFees: moneyText,
  style: executionStyle,
  /** Left out by days from before there were conditions. */
  condition: z.string().nullable().default(null),
  signalReason: z.string(),
  blocked: refusal.nullable(),
  adjustments: z.array(refusal),
  substitution: z.strictObject({ for: lineId, budget: moneyText }).exactOptional(),
});

export const refusedCandidate = z.strictObject({ instrument: instrumentId, reason: refusal });

const basketTerms = {
  name: z.string(),
  style: executionStyle.nullable(),
  tolerance: moneyText,
  start: timeOfDayText.nullable(),
  end: timeOfDayText,
  rest: z.enum(BASKET_RESTS),
};
export const basketId = idText<BasketId>();
export const basket = z.strictObject({ id: basketId, ...basketTerms, lineIds: z.array(lineId) });
const exitPolicy = z.strictObject({
  name: z.string(),
  strategyId: strategyId.nullable(),
  condition: z.string(),
  share: rateText,
  action: z.enum(WATCH_ACTIONS),
  style: executionStyle.nullable(),
});
const basketPolicy = z.strictObject({ strategyId, ...basketTerms });
const strategyStyle = z.strictObject({ strategyId, style: executionStyle });

const candidatePolicy = z.strictObject({
  strategyId,
  from: z.union([z.literal('sector'), z.array(instrumentId)]),
  start: timeOfDayText,
  end: timeOfDayText,
  lastingMs: wholeNumber,
  most: wholeNumber,
});

/** What a condition compared, see `LeafText`. */
export const leafText = z.strictObject({
  leaf: z.string(),
  holds: z.union([z.boolean(), z.literal('unknown')]),
  left: z.string().nullable(),
  right: z.string().nullable(),
  missing: z.enum(DATA).nullable(),
});

export const lineChange = z.strictObject({
  plannedQuantity: shares,
  style: executionStyle,
  condition: z.string().nullable().exactOptional(),
});

const scriptMove = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('send'), type: z.enum(ORDER_TYPES), price: priceText, quantity: shares }),
  z.strictObject({ kind: z.literal('cancel'), orderId, reason: refusal }),
  z.strictObject({ kind: z.literal('wait'), reason: refusal }),
  z.strictObject({ kind: z.literal('finish'), reason: refusal }),
]);

/** What scripts of the user's own said of a line. */
export const scriptAnswer = {
  verdicts: z.array(z.strictObject({ script: scriptId, holds: z.boolean(), state: scriptState })),
  move: z.strictObject({ script: scriptId, move: scriptMove, state: scriptState }).nullable(),
};

const signal = z.strictObject({
  date: tradeDate,
  tradeDate,
  strategyId,
  instrument: instrumentId,
  ask: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('target'), weight: rateText, partial: z.literal(true).exactOptional() }),
    z.strictObject({ kind: z.literal('quantity'), side, quantity: shares }),
    z.strictObject({ kind: z.literal('amount'), side, amount: moneyText }),
  ]),
  refPrice: priceText.nullable(),
  reason: z.string(),
  execution: z.string().nullable(),
  condition: z.string().nullable(),
});

const ticket = z.strictObject({
  instrument: instrumentId,
  side,
  type: z.enum(ORDER_TYPES),
  price: priceText.nullable(),
  quantity: shares,
});

/** What a person said to it, where they said something. */
const reason = z.string().exactOptional();
const lineWish = { lineId, reason };

const liquidationScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('strategy'), strategyId }),
  z.strictObject({ kind: z.literal('instruments'), instruments: z.array(instrumentId) }),
]);

export const guards = z.strictObject({ sellAtLimitUp: z.boolean(), buyAtLimitDown: z.boolean(), maxBuyChange: rateText.nullable() });
const strategySettings = { capital: moneyText, enabled: z.boolean(), style: executionStyle.nullable(), guards: guards.nullable() };
export const followedStrategy = z.strictObject({ strategyId, ...strategySettings });
const holdingsFate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep') }),
  z.strictObject({ kind: z.literal('sell') }),
  z.strictObject({ kind: z.literal('handOver'), to: strategyId }),
]);
const strategyCommands = [
  z.strictObject({ type: z.literal('followStrategy'), strategyId, ...strategySettings, reason: z.string() }),
  z.strictObject({ type: z.literal('unfollowStrategy'), strategyId, holdings: holdingsFate, reason: z.string() }),
  z.strictObject({ type: z.literal('switchStrategy'), from: strategyId, to: strategyId, reason: z.string() }),
  z.strictObject({ type: z.literal('netInternally'), instrument: instrumentId, reason: z.string() }),
] as const;

export const command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('importSignals'), signals: z.array(signal), source: z.string() }),
  z.strictObject({ type: z.literal('approveLines'), lineIds: z.array(lineId) }),
  z.strictObject({ type: z.literal('makeBasket'), lineIds: z.array(lineId), terms: z.strictObject(basketTerms) }),
  z.strictObject({ type: z.literal('dissolveBasket'), basketId }),
  z.strictObject({
    type: z.literal('editLine'),
    lineId,
    plannedQuantity: shares,
    style: executionStyle,
    condition: z.string().nullable().exactOptional(),
    reason,
  }),
  z.strictObject({ type: z.literal('finishLine'), ...lineWish }),
  z.strictObject({ type: z.literal('skipLine'), ...lineWish }),
  z.strictObject({ type: z.literal('restoreLine'), ...lineWish }),
  z.strictObject({ type: z.literal('pauseLine'), ...lineWish }),
  z.strictObject({ type: z.literal('resumeLine'), ...lineWish }),
  z.strictObject({ type: z.literal('forceLine'), ...lineWish }),
  z.strictObject({ type: z.literal('holdLine'), ...lineWish }),
  z.strictObject({ type: z.literal('overrideRule'), lineId, rule: z.string(), reason: z.string(), approvedBy: actor.exactOptional() }),
  z.strictObject({ type: z.literal('undo') }),
  z.strictObject({ type: z.literal('loadScript'), script: scriptId, file: z.string(), source: z.string(), version: z.string(), tried: z.boolean() }),
  z.strictObject({ type: z.literal('setApproval'), mode: z.enum(APPROVAL_MODES) }),
  z.strictObject({ type: z.literal('setPauses'), pauses: pausesOfASide }),
  z.strictObject({ type: z.literal('pauseStrategy'), strategyId }),
  z.strictObject({ type: z.literal('resumeStrategy'), strategyId }),
  z.strictObject({ type: z.literal('setTradingState'), state: tradingState, reason: z.string() }),
  z.strictObject({
    type: z.literal('changePolicy'),
    policy: riskPolicy,
    base: wholeNumber,
    reason: z.string(),
    approvedBy: actor.nullable(),
  }),
  z.strictObject({ type: z.literal('armWatch'), ...watchRef, setting: watchSetting.nullable() }),
  z.strictObject({ type: z.literal('disarmWatch'), ...watchRef }),
  z.strictObject({ type: z.literal('armExit'), exit: z.string() }),
  z.strictObject({ type: z.literal('disarmExit'), exit: z.string() }),
  ...settlementCommands,
  ...strategyCommands,
  z.strictObject({ type: z.literal('placeOrder'), ticket, token: z.string() }),
  z.strictObject({ type: z.literal('cancelOrder'), orderId }),
  z.strictObject({ type: z.literal('cancelAll') }),
  z.strictObject({ type: z.literal('acceptDifferences'), reason: z.string() }),
  z.strictObject({ type: z.literal('takeOver'), orderId, line: lineId.nullable() }),
  z.strictObject({ type: z.literal('liquidate'), scope: liquidationScope, style: executionStyle, liftHolds: z.boolean(), token: z.string() }),
]);

export const openingAccount = z.strictObject({
  cash: moneyText,
  positions: z.array(
    z.strictObject({
      instrument: instrumentId,
      strategyId,
      quantity: shares,
      sellable: shares,
      cost: moneyText,
      opened: tradeDate.optional(),
    }),
  ),
  parcels: z.array(taxParcel).optional(),
});

/** Older journals have other names for two of the modes. */
const approvalMode = z.codec(z.string(), z.enum(APPROVAL_MODES), {
  decode: (name) => approvalModeNamed(name) as ApprovalMode,
  encode: (mode) => mode,
});

export const tradingConfig = z.strictObject({
  fees: z.strictObject({ rate: rateText, minimum: moneyText }),
  plan: z.strictObject({
    approval: approvalMode,
    cashReserve: rateText,
    approvalExpiry: timeOfDayText,
    approvalCountdownMs: wholeNumber.prefault(DEFAULT_CONFIG.plan.approvalCountdownMs),
  }),
  execution: z.strictObject({
    default: executionStyle,
    retryIntervalMs: wholeNumber,
    guards,
    /** Left out by days from before there were candidates. */
    candidates: z.array(candidatePolicy).prefault([]),
    baskets: z.array(basketPolicy).prefault([]),
    styles: z.array(strategyStyle).prefault([]),
    exits: z.array(exitPolicy).prefault([]),
  }),
  risk: riskPolicy,
  exchange: z.strictObject({ volumeCap: rateText }),
});

export const difference = z.strictObject({
  what: z.enum(['cash', 'position', 'fill', 'order']),
  key: z.string(),
  ours: z.string(),
  brokers: z.string(),
  proposal: adjustment.exactOptional(),
});

export const dayResult = z.strictObject({
  cash: moneyText,
  marketValue: moneyText,
  equity: moneyText,
  openingEquity: moneyText,
  fees,
  marks: z.array(z.strictObject({ instrument: instrumentId, price: priceText })),
  differences: z.array(difference),
  actions: z.array(actionBooking).exactOptional(),
  taxes: z.array(withheldTax).exactOptional(),
});
