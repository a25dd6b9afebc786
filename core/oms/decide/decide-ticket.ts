import { UNASSIGNED_STRATEGY } from '../../kernel/ids.ts';
import { type Refusal, type Result, ok, refuse } from '../../kernel/result.ts';
import { type Price } from '../../kernel/units.ts';
import { type LiveState } from '../state/live-state.ts';
import { type Ticket } from '../command.ts';
import { type JudgedOrder, judge } from './decide-order.ts';
import { type Surroundings } from './decision.ts';

/** The gate's word on a person's order; asking sends nothing. */
export function judgeTicket(state: LiveState, ticket: Ticket, around: Surroundings): Result<JudgedOrder, Refusal> {
  const price = ticketPrice(ticket, around);
  if (!price.ok) return price;
  const { instrument, side, type, quantity } = ticket;
  const draft = { instrument, side, type, quantity, price: price.value } as const;
  return ok(judge(state, { lineId: null, strategyId: UNASSIGNED_STRATEGY, origin: 'ticket', ...draft }, around));
}

/** A market type may happen at any price of the day: the limit on the bad side is what it is judged by. */
function ticketPrice(ticket: Ticket, around: Surroundings): Result<Price, Refusal> {
  if (ticket.type === 'limit') {
    return ticket.price === null ? refuse('ticket.priceMissing') : ok(ticket.price);
  }
  const reference = around.market.reference(ticket.instrument);
  const worst = ticket.side === 'buy' ? reference?.limitUp : reference?.limitDown;
  if (worst !== undefined && worst > 0) return ok(worst);
  return refuse('ticket.noProtectionPrice', { instrument: ticket.instrument, type: ticket.type });
}
