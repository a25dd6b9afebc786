import { create } from 'zustand';
import { MONEY_SCALE, formatDecimal, parseDecimal } from '../../../core/kernel/decimal.ts';
import { type OrderType, type Refusal, type Side, type TicketInput, type TicketPreviewRow } from '../../preload/contract.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { instruments, quotes } from './terminal.ts';
import { useTrade } from './trade.ts';

/** What the trader has typed: texts, until they are an order. */
export interface TicketForm {
  readonly side: Side;
  readonly type: OrderType;
  readonly price: string;
  readonly quantity: string;
}

/** What the gate said of the ticket. */
export type Check =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'refused'; readonly reason: Refusal }
  | { readonly kind: 'known'; readonly ticket: TicketInput; readonly preview: TicketPreviewRow };

/** The whole order, waiting for the trader's word. */
export interface Confirmation {
  readonly ticket: TicketInput;
  readonly preview: TicketPreviewRow;
  readonly sending: boolean;
  readonly refused: Refusal | null;
}

export interface TicketState {
  readonly form: TicketForm;
  readonly check: Check;
  readonly confirmation: Confirmation | null;
  /** The price is ours, not the trader's: it follows the market until a quantity is typed. */
  readonly follows: boolean;
}

const BLANK: TicketForm = { side: 'buy', type: 'limit', price: '', quantity: '' };
/** How long typing must rest before the gate is asked. */
const REST_MS = 150;

export const useTicket = create<TicketState>(() => ({ form: BLANK, check: { kind: 'none' }, confirmation: null, follows: true }));

/** A price or null while the text is none. */
export function readPrice(text: string): number | null {
  const parsed = parseDecimal(text.trim(), MONEY_SCALE);
  return parsed.ok && parsed.value > 0 ? parsed.value : null;
}

/** A whole number of shares or null while the text is none; separators are allowed. */
export function readQuantity(text: string): number | null {
  const parsed = parseDecimal(text.trim().replaceAll(',', ''), 0);
  return parsed.ok && parsed.value > 0 ? parsed.value : null;
}

export function priceText(price: number): string {
  return price > 0 ? formatDecimal(price, MONEY_SCALE, 2) : '';
}

/** The order that the form describes; null while something is missing. */
export function ticketOf(form: TicketForm, instrument: string | null): TicketInput | null {
  const price = form.type === 'limit' ? readPrice(form.price) : null;
  const quantity = readQuantity(form.quantity);
  if (instrument === null || quantity === null || (form.type === 'limit' && price === null)) return null;
  return { instrument, side: form.side, type: form.type, price, quantity };
}

let restTimer: ReturnType<typeof setTimeout> | undefined;
/** Answers to older questions are dropped. */
let asked = 0;

export function changeTicket(change: Partial<TicketForm>): void {
  useTicket.setState(({ form, follows }) => ({
    form: { ...form, ...change },
    follows: follows && change.price === undefined,
  }));
  scheduleCheck();
}

/** Puts the market's price on the ticket and lets it follow from here. */
function followMarket(change: Partial<TicketForm>): void {
  const { instrument } = useTrade.getState();
  const side = change.side ?? useTicket.getState().form.side;
  changeTicket({ ...change, price: instrument === null ? '' : priceText(startPrice(instrument, side)) });
  useTicket.setState({ follows: true });
}

function scheduleCheck(): void {
  clearTimeout(restTimer);
  asked += 1;
  const ticket = currentTicket();
  useTicket.setState({ check: ticket === null ? { kind: 'none' } : { kind: 'asking' } });
  if (ticket !== null) restTimer = setTimeout(() => void checkNow(ticket), REST_MS);
}

export function currentTicket(): TicketInput | null {
  return ticketOf(useTicket.getState().form, useTrade.getState().instrument);
}

async function checkNow(ticket: TicketInput): Promise<Check> {
  clearTimeout(restTimer);
  asked += 1;
  const question = asked;
  const reply = await bridge().previewTicket(ticket);
  const check: Check = reply.ok
    ? { kind: 'known', ticket, preview: reply.value }
    : { kind: 'refused', reason: reply.error };
  if (question === asked) useTicket.setState({ check });
  return check;
}

/** Asks the gate afresh and, if it lets the order pass, lays the whole order before the trader. */
export async function reviewTicket(): Promise<void> {
  const ticket = currentTicket();
  if (ticket === null) return;
  const check = await checkNow(ticket);
  if (check.kind === 'known' && check.preview.allowed) {
    useTicket.setState({ confirmation: { ticket, preview: check.preview, sending: false, refused: null } });
  }
}

/**
 * Sends the order that was confirmed. While the answer is awaited nothing can be sent again, and the token that came
 * with the preview makes one order at most, whatever happens here.
 */
export async function sendConfirmed(): Promise<void> {
  const { confirmation } = useTicket.getState();
  if (confirmation === null || confirmation.sending || confirmation.refused !== null) return;
  useTicket.setState({ confirmation: { ...confirmation, sending: true } });
  const { ticket, preview } = confirmation;
  const reply = await bridge().placeOrder({ ticket, token: preview.token });
  if (!reply.ok) {
    useTicket.setState({ confirmation: { ...confirmation, sending: false, refused: reply.error } });
    return;
  }
  useTicket.setState({ confirmation: null });
  changeTicket({ quantity: '' });
  noticeDone('done.orderSent', { side: ticket.side, instrument: ticket.instrument, quantity: ticket.quantity });
}

export function closeConfirmation(): void {
  useTicket.setState(({ confirmation }) => (confirmation?.sending === true ? {} : { confirmation: null, follows: true }));
}

/** The price to begin with: what a buyer or seller would meet now, else the last, else the previous close. */
export function startPrice(instrument: string, side: Side): number {
  const quote = quotes.get(instrument);
  const opposite = side === 'buy' ? quote?.ask : quote?.bid;
  return opposite || quote?.last || instruments.get(instrument)?.prevClose || 0;
}

export function chooseSide(side: Side): void {
  followMarket({ side, quantity: '' });
}

/** Everything that can be sold of a holding, ready on the ticket. */
export function prefillSell(instrument: string, sellable: number): void {
  changeTicket({
    side: 'sell',
    type: 'limit',
    price: priceText(startPrice(instrument, 'sell')),
    quantity: sellable > 0 ? String(sellable) : '',
  });
}

/** A blank ticket for another instrument; the side stays. Returns the stop. */
export function startTicket(): () => void {
  const stops = [
    useTrade.subscribe(({ instrument }, before) => {
      if (instrument !== before.instrument) followMarket({ type: 'limit', quantity: '' });
    }),
    quotes.subscribe(() => {
      const { instrument } = useTrade.getState();
      const { form, follows } = useTicket.getState();
      if (!follows || instrument === null || form.quantity !== '') return;
      const price = priceText(startPrice(instrument, form.side));
      if (price !== form.price) useTicket.setState({ form: { ...form, price } });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
