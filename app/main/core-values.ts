import { type LineId, type OrderId } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { type Price, price, quantity, rate } from '../../core/kernel/units.ts';
import { type InstrumentId, parseInstrumentId } from '../../core/market/instrument.ts';
import { type Ticket } from '../../core/oms/command.ts';
import { type ContinuousStyle, type ExecutionStyle } from '../../core/plan/line.ts';
import { type StyleInput, type TicketInput } from '../preload/contract.ts';

/**
 * From the plain values of a parsed request to the nominal types of core. Ids need no check beyond their shape: one
 * that nobody made is refused by the terminal as unknown.
 */
export function lineId(id: string): LineId {
  return id as LineId;
}

export function orderId(id: string): OrderId {
  return id as OrderId;
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
  if (input.style !== 'callAuction') return toContinuous(input);
  return { style: 'callAuction', offset: rate(input.offset), then: input.then === null ? null : toContinuous(input.then) };
}

function toContinuous(input: Exclude<StyleInput, { style: 'callAuction' }>): ContinuousStyle {
  return input.style === 'limit'
    ? { style: 'limit', price: priceOrNull(input.price) }
    : { style: 'bestFive', rest: input.rest, bound: rate(input.bound) };
}

function priceOrNull(units: number | null): Price | null {
  return units === null ? null : price(units);
}
