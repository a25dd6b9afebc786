import { beforeEach, expect, it } from 'vitest';
import { type TicketInput } from '../preload/contract.ts';
import { OrderTokens } from './order-tokens.ts';

const ticket: TicketInput = { instrument: '600519.SH', side: 'buy', type: 'limit', price: 17_000_000, quantity: 100 };
let now: number;
let tokens: OrderTokens;

beforeEach(() => {
  now = 0;
  tokens = new OrderTokens(() => now);
  tokens.issue('t1', ticket);
});

it('row 15: takes a token once', () => {
  expect(tokens.redeem('t1', { ...ticket })).toEqual({ ok: true, value: undefined });
  expect(tokens.redeem('t1', ticket)).toMatchObject({ error: { code: 'ticket.tokenUsed' } });
});

it('row 15: takes none that it has not made', () => {
  expect(tokens.redeem('t2', ticket)).toMatchObject({ error: { code: 'ticket.tokenUnknown' } });
});

it.each([{ quantity: 200 }, { price: 17_000_100 }, { side: 'sell' as const }, { instrument: '000001.SZ' }, { type: 'ownBest' as const, price: null }])(
  'row 15: takes it for no other ticket: %j',
  (change) => {
    expect(tokens.redeem('t1', { ...ticket, ...change })).toMatchObject({ error: { code: 'ticket.changed' } });
    expect(tokens.redeem('t1', ticket)).toMatchObject({ ok: true });
  },
);

it('row 15: takes it for two minutes', () => {
  now = 120_001;
  expect(tokens.redeem('t1', ticket)).toMatchObject({ error: { code: 'ticket.tokenExpired' } });
  expect(tokens.redeem('t1', ticket)).toMatchObject({ error: { code: 'ticket.tokenUsed' } });
});

it('forgets the oldest of too many', () => {
  for (let n = 0; n < 1_000; n += 1) tokens.issue(`n${n}`, ticket);
  expect(tokens.redeem('t1', ticket)).toMatchObject({ error: { code: 'ticket.tokenUnknown' } });
  expect(tokens.redeem('n0', ticket)).toMatchObject({ ok: true });
});
