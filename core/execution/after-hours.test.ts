import { describe, expect, it } from 'vitest';
import { type TradeDate } from '../kernel/time.ts';
import { rate } from '../kernel/units.ts';
import { type InstrumentId, bareInstrument } from '../market/instrument.ts';
import { tradingRules } from '../market/trading-rules.ts';
import { DEFAULT_STYLES } from '../plan/styles.ts';
import { styleProblem } from '../plan/style-problem.ts';
import { nextMove } from './next-move.ts';
import { openOrder, contextFor, yuan } from './style.fixture.ts';

const STAR = '688001.SH';
const AFTER_HOURS = DEFAULT_STYLES.afterHours;

function problemOn(id: string, date: string): string | null {
  const instrument = bareInstrument(id as InstrumentId);
  const rules = tradingRules(instrument, date as TradeDate);
  if (!rules.ok) throw new Error(rules.error.code);
  return styleProblem(AFTER_HOURS, { rules: rules.value, reference: { instrument, prevClose: yuan(60), limitUp: yuan(66), limitDown: yuan(54) } })?.code ?? null;
}

describe('the fixed price after hours', () => {
  it.each([
    ['688001.SH', '2019-07-22', null],
    ['300001.SZ', '2020-08-21', 'edit.noAfterHours'],
    ['300001.SZ', '2020-08-24', null],
    ['600000.SH', '2026-07-03', 'edit.noAfterHours'],
    ['600000.SH', '2026-07-06', null],
    ['920002.BJ', '2026-07-06', 'edit.noAfterHours'],
  ])('is for %s on %s: %s', (id, date, problem) => {
    expect(problemOn(id, date)).toBe(problem);
  });

  it('waits for the session, sends all that is left at the close, and leaves it there', () => {
    expect(nextMove(AFTER_HOURS, contextFor({ instrument: STAR, time: '14:58:00' }))).toMatchObject({ kind: 'wait' });
    expect(nextMove(AFTER_HOURS, contextFor({ instrument: STAR, time: '15:04:59' }))).toMatchObject({ kind: 'wait' });
    expect(nextMove(AFTER_HOURS, contextFor({ instrument: STAR, time: '15:05:00' }))).toEqual({ kind: 'send', type: 'limit', price: yuan(60), quantity: 1_000 });
    const sent = contextFor({ instrument: STAR, time: '15:06:00', remaining: 0, openOrders: [openOrder('15:05:00')] });
    expect(nextMove(AFTER_HOURS, sent)).toMatchObject({ kind: 'wait', reason: { code: 'style.orderWorking' } });
    expect(nextMove(AFTER_HOURS, contextFor({ instrument: STAR, time: '15:30:00' }))).toMatchObject({ kind: 'finish', reason: { code: 'style.afterHoursOver' } });
  });

  it('does not follow a close beyond its bound', () => {
    const context = contextFor({ instrument: STAR, time: '15:05:00' });
    const dearer = { ...context, line: { ...context.line, refPrice: yuan(59) } };
    expect(nextMove({ style: 'afterHours', bound: rate(1_000_000) }, dearer)).toMatchObject({ reason: { code: 'style.priceBeyondBound', params: { price: yuan(60), bound: yuan(59.59) } } });
  });

  it('names the rule where board and date have no such session', () => {
    expect(nextMove(AFTER_HOURS, contextFor({ time: '15:05:00' }))).toMatchObject({ kind: 'finish', reason: { code: 'style.noAfterHours', params: { board: 'main' } } });
  });

  it('is not for limit orders of the day', () => {
    expect(nextMove({ style: 'limit', price: yuan(60) }, contextFor({ instrument: STAR, time: '15:05:00' }))).toMatchObject({ kind: 'wait' });
  });
});
