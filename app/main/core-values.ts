import { type BasketId, type LineId, type OrderId, type StrategyId } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { type ScriptId } from '../../core/kernel/script.ts';
import { type TimeOfDay } from '../../core/kernel/time.ts';
import { type Price, money, price, quantity, rate } from '../../core/kernel/units.ts';
import { type InstrumentId, parseInstrumentId } from '../../core/market/instrument.ts';
import { type Ticket } from '../../core/oms/command.ts';
import { type LineDraft } from '../../core/oms/decide/dry-run.ts';
import { type BasketTerms } from '../../core/plan/basket.ts';
import { type ContinuousStyle, type ExecutionStyle, type SlicedStyle } from '../../core/plan/line.ts';
import { type RequestPayload, type StyleInput, type TicketInput } from '../preload/contract.ts';

/**
 * From the plain values of a parsed request to the nominal types of core. Ids need no check beyond their shape: one
 * that nobody made is refused by the terminal as unknown.
 */
export function lineId(id: string): LineId {
  return id as LineId;
}

export function basketId(id: string): BasketId {
  return id as BasketId;
}

/** The lines of a basket made in the window keep their own styles. */
export function toBasketTerms({ tolerance, start, end, ...terms }: Omit<RequestPayload<'makeBasket'>, 'ids'>): BasketTerms {
  return { ...terms, style: null, tolerance: money(tolerance), start: start === null ? null : (start as TimeOfDay), end: end as TimeOfDay };
}

export function orderId(id: string): OrderId {
  return id as OrderId;
}

export function strategyId(id: string): StrategyId {
  return id as StrategyId;
}

export function instrumentId(id: string): Result<InstrumentId, Refusal> {
  return parseInstrumentId(id);
}

export function toTicket(input: TicketInput): Result<Ticket, Refusal> {
  const instrument = parseInstrumentId(input.instrument);
  if (!instrument.ok) return instrument;
  return ok({
    instrument: instrument.value,
    side: input.side,
    type: input.type,
    price: priceOrNull(input.price),
    quantity: quantity(input.quantity),
  });
}

export function toStyle(input: StyleInput): ExecutionStyle {
  if (input.style === 'script') return { ...input, script: input.script as ScriptId };
  if (input.style !== 'callAuction') return toContinuous(input);
  const { style, offset, then, from, price: fixed } = input;
  return {
    style,
    offset: rate(offset),
    then: then === null ? null : toContinuous(then),
    ...(from === undefined ? {} : { from }),
    ...(fixed === undefined ? {} : { price: price(fixed) }),
  };
}

/** What is left out stays left out: the line keeps what it has. */
export function toDraft({ quantity: shares, style, condition }: RequestPayload<'dryRun'>['draft']): LineDraft {
  return {
    ...(shares === undefined ? {} : { plannedQuantity: quantity(shares) }),
    ...(style === undefined ? {} : { style: toStyle(style) }),
    ...(condition === undefined ? {} : { condition }),
  };
}

type ContinuousInput = Exclude<StyleInput, { style: 'callAuction' | 'script' }>;

function toContinuous(input: ContinuousInput): ContinuousStyle {
  switch (input.style) {
    case 'limit':
      return { style: 'limit', price: priceOrNull(input.price) };
    case 'bestFive':
      return { style: 'bestFive', rest: input.rest, bound: rate(input.bound) };
    case 'pegged':
      return { ...input, bound: rate(input.bound) };
    case 'iceberg': {
      const { style, shown, bound, refillAt } = input;
      return { style, shown: quantity(shown), price: priceOrNull(input.price), bound: rate(bound), refillAt: rate(refillAt) };
    }
    case 'afterHours':
      return { style: 'afterHours', bound: rate(input.bound) };
    case 'closingAuction':
      return { ...input, offset: rate(input.offset), price: priceOrNull(input.price) };
    case 'twap':
    case 'vwap':
      return toSliced(input);
  }
}

function toSliced(input: Extract<ContinuousInput, { style: 'twap' | 'vwap' }>): SlicedStyle {
  return {
    ...input,
    start: input.start === null ? null : (input.start as TimeOfDay),
    end: input.end as TimeOfDay,
    cap: input.cap === null ? null : rate(input.cap),
    bound: rate(input.bound),
    sizeJitter: rate(input.sizeJitter),
    timeJitter: rate(input.timeJitter),
  };
}

function priceOrNull(units: number | null): Price | null {
  return units === null ? null : price(units);
}
