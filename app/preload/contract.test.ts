import { describe, expect, expectTypeOf, it } from 'vitest';
import { type Replies, type Reply, REQUEST_NAMES, type Requests } from './contract.ts';
import { type RequestSchemas, requestSchemas } from './schemas.ts';

describe('the contract', () => {
  it('names, parses and answers the same requests', () => {
    expectTypeOf<keyof RequestSchemas>().toEqualTypeOf<keyof Replies>();
    expectTypeOf<keyof RequestSchemas>().toEqualTypeOf<(typeof REQUEST_NAMES)[number]>();
    expect(REQUEST_NAMES.toSorted()).toEqual(Object.keys(requestSchemas).toSorted());
  });

  it('lets requests without payload be called without argument', () => {
    expectTypeOf<Requests['cancelAll']>().toEqualTypeOf<() => Promise<Reply<null>>>();
    expectTypeOf<Parameters<Requests['cancelOrder']>>().toEqualTypeOf<[payload: Readonly<{ id: string }>]>();
    expectTypeOf<Parameters<Requests['playback']>[0]['action']>().toEqualTypeOf<
      'play' | 'pause' | 'setSpeed' | 'jumpTo' | 'nextDay' | 'enterElsewhere'
    >();
  });

  it('has no request that gives back a secret', () => {
    expect(REQUEST_NAMES.filter((name) => /secret|password|credential|key/i.test(name))).toEqual([]);
  });
});

describe('request payloads', () => {
  const ticket = { instrument: '600519.SH', side: 'buy', type: 'limit', price: 17_000_000, quantity: 100 };

  it('takes a well-formed one', () => {
    expect(requestSchemas.placeOrder.safeParse({ ticket, token: 't1' }).success).toBe(true);
    expect(requestSchemas.setSettings.safeParse({ theme: 'light' }).success).toBe(true);
  });

  it.each([
    ['an unknown key', { ...ticket, extra: 1 }],
    ['a float quantity', { ...ticket, quantity: 100.5 }],
    ['a quantity beyond the safe integers', { ...ticket, quantity: 2 ** 53 }],
    ['a negative quantity', { ...ticket, quantity: -100 }],
    ['a price of zero', { ...ticket, price: 0 }],
    ['an instrument with a path in it', { ...ticket, instrument: '../600519.SH' }],
    ['an unknown side', { ...ticket, side: 'short' }],
    ['text for a number', { ...ticket, quantity: '100' }],
    ['nothing', undefined],
  ])('refuses %s', (_what, payload) => {
    expect(requestSchemas.previewTicket.safeParse(payload).success).toBe(false);
  });

  it('refuses a signals file that is too large', () => {
    const bytes = new Uint8Array(8 * 1024 * 1024 + 1);
    expect(requestSchemas.checkSignals.safeParse({ name: 'a.csv', bytes }).success).toBe(false);
    expect(requestSchemas.checkSignals.safeParse({ name: 'a.csv', bytes: bytes.subarray(1) }).success).toBe(true);
  });
});
