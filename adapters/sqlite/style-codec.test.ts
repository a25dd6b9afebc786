import { describe, expect, it } from 'vitest';
import { type LineId } from '../../core/kernel/ids.ts';
import { type EpochMs } from '../../core/kernel/time.ts';
import { money, price, quantity, rate } from '../../core/kernel/units.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { type ExecutionStyle } from '../../core/plan/line.ts';
import { DEFAULT_STYLES } from '../../core/plan/styles.ts';
import { decodeEvent, encodeEvent } from './event-codec.ts';

const STYLES: readonly ExecutionStyle[] = [
  ...Object.values(DEFAULT_STYLES),
  { style: 'callAuction', offset: rate(0), then: DEFAULT_STYLES.twap as never, from: 'limitUp', price: price(123_400) },
];

function changeAsked(style: ExecutionStyle): OmsEvent {
  const change = { plannedQuantity: quantity(100), style };
  return { type: 'lineChangeAsked', lineId: 'L1' as LineId, before: change, after: change };
}

function again(event: OmsEvent): unknown {
  const { type, data } = encodeEvent(event);
  return decodeEvent(type, JSON.parse(data));
}

describe('a style in the journal', () => {
  it.each(STYLES)('comes back as it was: $style', (style) => {
    const event = changeAsked(style);
    expect(again(event)).toEqual({ ok: true, value: event });
  });

  it('of a day before there was a choice of prices reads and writes as it did', () => {
    const { data } = encodeEvent(changeAsked(DEFAULT_STYLES.callAuction));
    expect(data).toContain('{"style":"callAuction","offset":"0.02","then":{"style":"bestFive","rest":"cancel","bound":"0.03"}}');
  });

  it('of a kind that nobody knows is refused', () => {
    expect(decodeEvent('lineChangeAsked', { lineId: 'L1', before: { plannedQuantity: 1, style: { style: 'sniper' } }, after: null }).ok).toBe(false);
  });
});

it('the beginning of a schedule and the end by hand come back as they were', () => {
  const basis = { time: 1_709_688_600_000 as EpochMs, last: price(600_000), bid: price(599_900), ask: price(600_000) };
  const began: OmsEvent = { type: 'lineStarted', lineId: 'L1' as LineId, basis, volume: quantity(77_000), turnover: money(46_200_000_000) };
  expect(again(began)).toEqual({ ok: true, value: began });
  const followed: OmsEvent = { ...began, curveDays: 12 };
  expect(again(followed)).toEqual({ ok: true, value: followed });
  const ended: OmsEvent = { ...changeAsked(DEFAULT_STYLES.limit), after: null } as OmsEvent;
  expect(again(ended)).toEqual({ ok: true, value: ended });
});
