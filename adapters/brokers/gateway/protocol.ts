import { z } from 'zod';
import { type FillId, type LineId, type OrderId, type StrategyId } from '../../../core/kernel/ids.ts';
import { type Refusal, type Result, err, ok, refuse } from '../../../core/kernel/result.ts';
import { type EpochMs, type TradeDate, parseTradeDate } from '../../../core/kernel/time.ts';
import { type Money, type Price, type Quantity } from '../../../core/kernel/units.ts';
import { BOARDS, type InstrumentId } from '../../../core/market/instrument.ts';
import { type DayReference, type Quote } from '../../../core/market/quote.ts';
import { ORDER_TYPES } from '../../../core/market/rules.ts';
import { type BrokerSnapshot } from '../../../core/oms/ports.ts';
import { type ExecutionReport, ORDER_ORIGINS, type OrderRequest } from '../../../core/orders/order.ts';
import { type OpeningAccount } from '../../../core/portfolio/account.ts';

/*
 * What terminal and gateway say to each other: one JSON document per WebSocket text frame. Prices and money are integers
 * of 1/10000 yuan, quantities shares, times milliseconds since 1970. `docs/gateway.md` tells the whole.
 */

/** Raised whenever an older peer would misunderstand. */
export const PROTOCOL_VERSION = 3;
/** A longer frame ends the connection. */
export const MAX_FRAME_BYTES = 256 * 1024;
/** Most instruments of one subscription. */
export const MAX_SUBSCRIPTION = 6_000;

const MAX_ID = 64;

function whole<Unit extends number>(least: number): z.ZodType<Unit, Unit> {
  return z.custom<Unit>((value) => Number.isSafeInteger(value) && (value as number) >= least, 'not a whole number in range');
}

function idText<Id extends string>(): z.ZodType<Id, Id> {
  return z.custom<Id>((value) => typeof value === 'string' && value.length > 0 && value.length <= MAX_ID, 'not an id');
}

const instrument = z.custom<InstrumentId>(
  (value) => typeof value === 'string' && /^\d{6}\.(SH|SZ|BJ)$/.test(value),
  'not an instrument',
);
const tradeDate = z.custom<TradeDate>((value) => typeof value === 'string' && parseTradeDate(value).ok, 'not a date');
const side = z.enum(['buy', 'sell']);
const price = whole<Price>(0);
const money = whole<Money>(Number.MIN_SAFE_INTEGER);
const shares = whole<Quantity>(0);
const moment = whole<EpochMs>(0);
const orderId = idText<OrderId>();
const refusalShape: z.ZodType<Refusal> = z.strictObject({
  code: z.string().max(MAX_ID),
  params: z.record(z.string().max(MAX_ID), z.union([z.string().max(1_000), z.number()])),
});

const orderRequest: z.ZodType<OrderRequest> = z.strictObject({
  id: orderId,
  lineId: idText<LineId>().nullable(),
  strategyId: idText<StrategyId>(),
  origin: z.enum(ORDER_ORIGINS),
  instrument,
  side,
  type: z.enum(ORDER_TYPES),
  price,
  quantity: whole<Quantity>(1),
});

const clientMessage = z.discriminatedUnion('type', [
  /** The first message. `after`: number of the last report that the client has kept; 0 for none. */
  z.strictObject({
    type: z.literal('hello'),
    version: z.int(),
    account: idText(),
    token: z.string().max(256),
    after: z.int().min(0),
  }),
  /** Safe to say again: an id that the gateway knows makes no second order. */
  z.strictObject({ type: z.literal('submit'), order: orderRequest }),
  z.strictObject({ type: z.literal('cancel'), orderId }),
  z.strictObject({ type: z.literal('query'), id: z.int().min(0) }),
  z.strictObject({ type: z.literal('morning') }),
  z.strictObject({ type: z.literal('subscribe'), instruments: z.array(instrument).max(MAX_SUBSCRIPTION) }),
  z.strictObject({ type: z.literal('ping'), id: z.int().min(0) }),
  /** Of an operator, without a login: what the fills of a wrong match really were. */
  z.strictObject({
    type: z.literal('correct'),
    token: z.string().max(256),
    by: idText(),
    reason: z.string().min(1).max(1_000),
    fills: z
      .array(z.strictObject({ account: idText(), fillId: idText<FillId>(), price, quantity: shares }))
      .min(1)
      .max(1_000),
  }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

const reportHead = { reportId: idText(), orderId, time: moment };
const report: z.ZodType<ExecutionReport> = z.discriminatedUnion('kind', [
  z.strictObject({ ...reportHead, kind: z.literal('accepted') }),
  z.strictObject({ ...reportHead, kind: z.literal('rejected'), reason: refusalShape }),
  z.strictObject({ ...reportHead, kind: z.literal('filled'), fillId: idText<FillId>(), price, quantity: whole<Quantity>(1) }),
  z.strictObject({ ...reportHead, kind: z.literal('cancelled'), reason: refusalShape.nullable() }),
  z.strictObject({ ...reportHead, kind: z.literal('cancelRejected'), reason: refusalShape }),
  z.strictObject({ ...reportHead, kind: z.literal('expired') }),
  /** A fill was this instead; 0 shares: it never happened. No share comes back to the market. */
  z.strictObject({ ...reportHead, kind: z.literal('fillCorrected'), fillId: idText<FillId>(), price, quantity: shares, reason: refusalShape }),
]);

/**
 * Reports of one account are numbered from 1 without a gap. The first one of an order says what it asks for, so that a
 * terminal which did not send it can show it.
 */
const numberedReport = z.strictObject({ n: z.int().min(1), report, order: orderRequest.optional() });
export type NumberedReport = z.infer<typeof numberedReport>;

const snapshot: z.ZodType<BrokerSnapshot> = z.strictObject({
  cash: money,
  positions: z.array(z.strictObject({ instrument, quantity: shares })),
  fills: z.array(z.strictObject({ fillId: idText(), orderId, quantity: shares, turnover: money })),
  openOrders: z.array(orderId),
});

const opening: z.ZodType<OpeningAccount> = z.strictObject({
  cash: money,
  positions: z.array(
    z.strictObject({
      instrument,
      strategyId: idText<StrategyId>(),
      quantity: shares,
      sellable: shares,
      cost: money,
      opened: tradeDate.optional(),
    }),
  ),
});

const reference: z.ZodType<DayReference> = z.strictObject({
  instrument: z.strictObject({
    id: instrument,
    name: z.string().max(MAX_ID),
    board: z.enum(BOARDS),
    industry: z.string().max(MAX_ID).nullable(),
    listDate: tradeDate.nullable(),
    st: z.boolean(),
    freeFloat: shares.optional(),
  }),
  prevClose: price,
  limitUp: price,
  limitDown: price,
});

const level = z.strictObject({ price, volume: shares });
const quote: z.ZodType<Quote> = z.strictObject({
  instrument,
  time: moment,
  prevClose: price,
  open: price,
  high: price,
  low: price,
  last: price,
  volume: shares,
  turnover: money,
  limitUp: price,
  limitDown: price,
  bids: z.array(level).max(5),
  asks: z.array(level).max(5),
  auction: z
    .strictObject({ price, matched: shares, unmatched: shares, unmatchedSide: side.nullable() })
    .nullable(),
});

const serverMessage = z.discriminatedUnion('type', [
  /**
   * `last`: number of the newest report; those after the client's follow. `date`: the day that is open. `pace`: session
   * seconds in a second, 1 at every exchange that is not played.
   */
  z.strictObject({
    type: z.literal('welcome'),
    version: z.int(),
    date: tradeDate,
    now: moment,
    pace: z.number().positive(),
    last: z.int().min(0),
  }),
  /** What was asked is not done. After a refused `hello` or an unreadable message the connection ends. */
  z.strictObject({ type: z.literal('refused'), of: z.string().max(MAX_ID), reason: refusalShape, orderId: orderId.optional() }),
  /** To an operator: the correction is durable, and those whom it concerns are told. */
  z.strictObject({ type: z.literal('corrected') }),
  z.strictObject({ type: z.literal('reports'), reports: z.array(numberedReport).min(1) }),
  /** Where the account stands, after `last` reports. `orders` are all that the gateway ever took of it today. */
  z.strictObject({ type: z.literal('answer'), id: z.int(), last: z.int().min(0), snapshot, orders: z.array(orderId) }),
  /** What the day began with: what the account held, and what is listed. */
  z.strictObject({ type: z.literal('morning'), opening, listed: z.array(reference) }),
  z.strictObject({ type: z.literal('quotes'), quotes: z.array(quote).min(1) }),
  /** `last`: number of the newest report, all of which were sent before this. */
  z.strictObject({ type: z.literal('pong'), id: z.int(), now: moment, last: z.int().min(0) }),
  /** The exchange has closed: no report will follow but corrections. */
  z.strictObject({ type: z.literal('closed'), now: moment }),
]);
export type ServerMessage = z.infer<typeof serverMessage>;

/** Reads a frame of a terminal. The refusal names the field that is wrong. */
export function readClientMessage(text: string): Result<ClientMessage, Refusal> {
  return readMessage(clientMessage, text);
}

/** Reads a frame of a gateway. The refusal names the field that is wrong. */
export function readServerMessage(text: string): Result<ServerMessage, Refusal> {
  return readMessage(serverMessage, text);
}

function readMessage<Message>(schema: z.ZodType<Message>, text: string): Result<Message, Refusal> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('gateway.notJson', { length: text.length });
  }
  const read = schema.safeParse(value);
  if (read.success) return ok(read.data);
  const issue = read.error.issues[0];
  return err({ code: 'gateway.badMessage', params: { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' } });
}
