import { describe, expect, it } from 'vitest';
import { DEFAULT_STRATEGY, type LineId } from '../../core/kernel/ids.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { money, price, quantity, rate } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { bookActions } from '../../core/portfolio/action-booking.ts';
import { decodeEvent, encodeEvent } from './event-codec.ts';
import { sampleDay } from './sample-day.fixture.ts';

const SHARE = '600519.SH' as InstrumentId;
const EVENTS = sampleDay('2023-02-01' as TradeDate).flatMap(({ events }) => events);

describe('encodeEvent', () => {
  it.each(EVENTS.map((event) => [event.type, event] as const))('%s is read back as it was', (_type, event) => {
    const { type, data } = encodeEvent(event);
    expect(decodeEvent(type, JSON.parse(data))).toEqual({ ok: true, value: event });
  });

  it('keeps what a condition compared, and reads lines from before there were conditions', () => {
    const met: OmsEvent = {
      type: 'conditionMet',
      lineId: 'L1' as LineId,
      condition: 'limit_up or price < 60.00',
      why: [
        { leaf: 'limit_up', holds: 'unknown', left: null, right: null, missing: 'limits' },
        { leaf: 'price < 60.00', holds: true, left: '59.99', right: '60.00', missing: null },
      ],
    };
    expect(decodeEvent(met.type, JSON.parse(encodeEvent(met).data))).toEqual({ ok: true, value: met });
    const planned = EVENTS.find((event) => event.type === 'planProposed');
    const { data } = encodeEvent(planned as OmsEvent);
    expect(data).toContain('"condition":null');
    expect(decodeEvent('planProposed', JSON.parse(data.replaceAll('"condition":null,', '')))).toEqual({ ok: true, value: planned });
  });

  it('keeps corporate actions, the tax on dividends and when shares were acquired', () => {
    const today = '2026-06-18' as TradeDate;
    const opening = { cash: money(0), positions: [{ instrument: SHARE, strategyId: DEFAULT_STRATEGY, quantity: quantity(100), sellable: quantity(100), cost: money(1) }] };
    const rights = { ratio: rate(30_000_000), price: price(52_000), taken: quantity(30) };
    const bookings = bookActions(opening, [{ instrument: SHARE, exDate: today, listDate: today, cash: rate(2_762_400_000), bonus: rate(0), transfer: rate(0), split: rate(50_000_000), rights }]);
    const parcels = [{ instrument: SHARE, acquired: today, quantity: quantity(10), untaxed: money(5_000) }];
    const taxes = [{ instrument: SHARE, amount: money(100), parts: [{ strategyId: DEFAULT_STRATEGY, amount: money(100) }] }];
    const [opened] = EVENTS as [Extract<OmsEvent, { type: 'dayOpened' }>];
    const events: readonly OmsEvent[] = [{ ...opened, opening: { ...opened.opening, parcels } }, { type: 'actionsBooked', bookings }, { type: 'dividendTaxWithheld', taxes }];
    for (const event of events) {
      const { type, data } = encodeEvent(event);
      expect(decodeEvent(type, JSON.parse(data))).toEqual({ ok: true, value: event });
    }
  });

  it('does not depend on the order in which an event was put together', () => {
    const [opened] = EVENTS;
    const turned = Object.fromEntries(Object.entries(opened ?? {}).toReversed()) as OmsEvent;
    expect(encodeEvent(turned)).toEqual(encodeEvent(opened as OmsEvent));
  });

  it('writes money, prices, rates and times as the contract asks, with no float residue', () => {
    const intended = EVENTS.find((event) => event.type === 'orderIntended');
    const data = encodeEvent(intended as OmsEvent).data;
    expect(data).toContain('"price":"1850.00"');
    expect(data).toContain('"terms":{"frozen":"185100.00"');
    expect(data).toContain('"basis":{"time":"2023-02-01T09:30:00.000","last":"1850.00"');
    const opened = encodeEvent(EVENTS[0] as OmsEvent).data;
    expect(opened).toContain('"fees":{"rate":"0.00025","minimum":"5.00"}');
    expect(opened).toContain('"approvalExpiry":"14:57:00.000"');
  });

  it.each([
    ['a fraction of the smallest unit', { type: 'quotesEnded', lastQuote: 1.5 }, 'quotesEnded cannot be journalled: lastQuote: not a time'],
    ['a field too many', { type: 'lineSkipped', lineId: 'L1', why: 'x' }, 'lineSkipped cannot be journalled'],
    ['an unknown kind', { type: 'dayLost' }, 'dayLost cannot be journalled'],
    ['a number that JSON has not', { type: 'commandRefused', reason: { code: 'x', params: { ratio: Number.NaN } } }, 'reason.params: not plain values'],
    ['an empty id', { type: 'lineSkipped', lineId: '' }, 'lineId: not an id'],
  ])('refuses %s', (_name, event, message) => {
    expect(() => encodeEvent(event as never)).toThrow(message);
  });
});

describe('decodeEvent', () => {
  it.each([
    ['too many decimals', { cash: '1.00001', positions: [] }, 'opening.cash: not money: tooManyDecimals'],
    ['a number for money', { cash: 1, positions: [] }, 'opening.cash: Invalid input: expected string, received number'],
  ])('names the field of %s', (_name, opening, message) => {
    const data = { ...JSON.parse(encodeEvent(EVENTS[0] as OmsEvent).data), opening };
    expect(decodeEvent('dayOpened', data)).toEqual({ ok: false, error: message });
  });

  it('refuses a negative price', () => {
    const intended = EVENTS.find((event) => event.type === 'orderIntended');
    const data = JSON.parse(encodeEvent(intended as OmsEvent).data);
    expect(decodeEvent('orderIntended', { ...data, order: { ...data.order, price: '-1.00' } })).toEqual({
      ok: false,
      error: 'order.price: not a price: negative',
    });
  });
});
