import { describe, expect, it } from 'vitest';
import { MARKET_CURVE, type OwnCurve } from '../market/volume-curve.ts';
import { type ExecutionStyle, type SlicedStyle } from '../plan/line.ts';
import { DEFAULT_STYLES } from '../plan/styles.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { Desk, MIDEA, holding, yuan } from './desk.fixture.ts';
import { rebuild } from './state/rebuild.ts';

const TWAP: SlicedStyle = { ...(DEFAULT_STYLES.twap as SlicedStyle), cap: null, slices: 10 };

function deskOf(style: ExecutionStyle, held = 0, volumeCurve?: OwnCurve): Desk {
  const config = { ...DEFAULT_CONFIG, execution: { ...DEFAULT_CONFIG.execution, default: style } };
  const desk = new Desk({ config, positions: held === 0 ? [] : [holding(MIDEA, held, 60)], ...(volumeCurve === undefined ? {} : { volumeCurve }) });
  desk.plan({ [MIDEA]: held === 0 ? 50 : 0 });
  return desk;
}

describe('the beginning of a schedule', () => {
  it('is journalled once, with what the market showed, in the transaction of the first slice', () => {
    const desk = deskOf(TWAP);
    desk.at('09:30:00');
    desk.quote(MIDEA, 59.99, 60, 10_000, 77_000);
    const began = desk.records.filter(({ event }) => event.type === 'lineStarted');
    expect(began.map(({ event }) => event)).toMatchObject([{ basis: { last: yuan(60), bid: yuan(59.99) }, volume: 77_000 }]);
    expect(desk.records.find(({ event }) => event.type === 'orderIntended')?.step).toBe(began[0]?.step);
    desk.fill(desk.lastOrder().id, desk.lastOrder().quantity, yuan(60));
    desk.at('10:30:00');
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.types().filter((type) => type === 'lineStarted')).toHaveLength(1);
    expect(desk.sent).toHaveLength(2);
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('says whose volume curve a VWAP follows', () => {
    for (const [volumeCurve, days] of [[undefined, 0], [{ curve: MARKET_CURVE, days: 12 }, 12]] as const) {
      const desk = deskOf(DEFAULT_STYLES.vwap, 0, volumeCurve);
      desk.at('09:30:00');
      desk.quote(MIDEA, 59.99, 60);
      expect(desk.events.find((event) => event.type === 'lineStarted')).toMatchObject({ curveDays: days });
    }
  });

  it('does not carry its first slice past the guards', () => {
    const desk = deskOf(TWAP, 1_000);
    desk.at('09:30:00');
    desk.quote(MIDEA, 66, 66.01);
    expect(desk.sent).toHaveLength(0);
    expect(desk.types()).not.toContain('lineStarted');
    desk.quote(MIDEA, 61, 61.01);
    expect(desk.sent).toHaveLength(1);
  });
});

it('keeps an approved line for the closing auction when approvals lapse just before it', () => {
  const desk = deskOf(DEFAULT_STYLES.closingAuction);
  desk.at('14:57:00');
  expect(desk.lastOrder()).toMatchObject({ type: 'limit', instrument: MIDEA });
  const late = deskOf(TWAP);
  late.at('14:57:00');
  expect(late.line(MIDEA)).toMatchObject({ state: 'expired', reason: { code: 'plan.approvalExpired' } });
});
