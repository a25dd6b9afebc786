import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type KaipanBridge, type TicketInput, type TicketPreviewRow } from '../../preload/contract.ts';
import { readPrice, readQuantity, sendConfirmed, ticketOf, useTicket } from './ticket.ts';

const FORM = { side: 'buy', type: 'limit', price: '12.34', quantity: '1,200' } as const;
const TICKET: TicketInput = { instrument: '600000.SH', side: 'buy', type: 'limit', price: 123_400, quantity: 1_200 };
const PREVIEW: TicketPreviewRow = {
  verdicts: [],
  allowed: true,
  price: 123_400,
  value: 0,
  fees: { commission: 0, stampTax: 0, transferFee: 0 },
  frozen: 0,
  token: 'once',
};

describe('what is typed', () => {
  it('is an order once price and quantity are numbers', () => {
    expect(ticketOf(FORM, '600000.SH')).toEqual(TICKET);
    expect(ticketOf({ ...FORM, price: '' }, '600000.SH')).toBeNull();
    expect(ticketOf(FORM, null)).toBeNull();
  });

  it('has no price when the exchange finds it', () => {
    expect(ticketOf({ ...FORM, type: 'bestFiveCancel', price: '' }, '600000.SH')?.price).toBeNull();
  });

  it.each(['0', '-5', '1e3', '12.34567', ' ', '１２'])('is no price: "%s"', (text) => {
    expect(readPrice(text)).toBeNull();
  });

  it.each(['0', '1.5', '-100', 'x'])('is no quantity: "%s"', (text) => {
    expect(readQuantity(text)).toBeNull();
  });
});

describe('a confirmed order', () => {
  const placeOrder = vi.fn<KaipanBridge['placeOrder']>();

  beforeEach(() => {
    placeOrder.mockReset();
    vi.stubGlobal('window', { kaipan: { placeOrder } });
    useTicket.setState({ confirmation: { ticket: TICKET, preview: PREVIEW, sending: false, refused: null } });
  });

  it('is sent once, however often it is confirmed', async () => {
    placeOrder.mockResolvedValue({ ok: true, value: null });
    await Promise.all([sendConfirmed(), sendConfirmed(), sendConfirmed()]);
    await sendConfirmed();
    expect(placeOrder.mock.calls).toEqual([[{ ticket: TICKET, token: 'once' }]]);
    expect(useTicket.getState().confirmation).toBeNull();
  });

  it('stays in sight with the reason when it is refused, and is not sent again', async () => {
    const reason = { code: 'ticket.tokenExpired', params: { afterMs: 120_000 } };
    placeOrder.mockResolvedValue({ ok: false, error: reason });
    await sendConfirmed();
    await sendConfirmed();
    expect(placeOrder).toHaveBeenCalledTimes(1);
    expect(useTicket.getState().confirmation?.refused).toEqual(reason);
  });
});
