import { describe, expect, it } from 'vitest';
import { sampleDay } from '../../../adapters/sqlite/sample-day.fixture.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Recorded } from '../../../core/oms/events.ts';
import { MarketStore } from '../market-store.ts';
import { pastDayRow } from './past-day.ts';
import { type WhyAsked, whyRow } from './why.ts';

const DATE = '2023-02-01' as TradeDate;
const RECORDS: readonly Recorded[] = sampleDay(DATE)
  .flatMap(({ step, at, events }) => events.map((event) => ({ step, at, event })))
  .map((record, at) => ({ seq: at + 1, ...record }));
const SESSION = { market: new MarketStore([]) };

function whyOf(kind: WhyAsked['kind'], id: string) {
  const why = whyRow(SESSION, RECORDS, { kind, id });
  if (!why.ok) throw new Error(why.error.code);
  return why.value;
}

describe('why', () => {
  const day = pastDayRow(SESSION, DATE, RECORDS);

  it('answers for every line, order and fill of a day, and for nothing else', () => {
    for (const { id } of day.lines) expect(whyOf('line', id).line).toMatchObject({ id });
    for (const { id } of day.orders) expect(whyOf('order', id).order?.order).toMatchObject({ id });
    for (const { id } of day.fills) expect(whyOf('fill', id).fill).toMatchObject({ id });
    expect(whyRow(SESSION, RECORDS, { kind: 'order', id: 'O0' })).toMatchObject({ ok: false, error: { code: 'review.noCause' } });
  });

  it('says of a line that was refused and lapsed how many shares it lacks, and both reasons', () => {
    const id = `L${DATE}-3`;
    const { line, orders, steps } = whyOf('line', id);
    expect(line).toMatchObject({ filled: 0, plannedQuantity: 100, reason: { code: 'approval.lapsed' }, adjustments: [{ code: 'lot.rounded' }] });
    expect(orders).toMatchObject([{ state: 'denied', reason: { code: 'price.aboveLimit' } }]);
    expect(steps.map(({ type }) => type)).toEqual(expect.arrayContaining(['planProposed', 'linesApproved', 'orderDenied', 'lineSkipped', 'lineExpired']));
    expect(steps.find(({ type }) => type === 'orderDenied')?.verdicts).toMatchObject([{ kind: 'deny', code: 'price.aboveLimit' }]);
  });

  it('ends the chain of a fill with the fill, and names who approved', () => {
    const steps = whyOf('fill', `F${DATE}-2`).steps;
    expect(steps.at(-1)).toMatchObject({ report: 'filled', quantity: 60 });
    expect(steps.find(({ type }) => type === 'linesApproved')).toMatchObject({ by: 'trader' });
  });

  it('lists what the rules objected to and what was worth an alert', () => {
    expect(day.verdicts).toMatchObject([{ orderId: `O${DATE}-3`, verdict: { kind: 'deny' } }]);
    expect(day.alerts.map(({ level }) => level)).toEqual(expect.arrayContaining(['critical', 'warn']));
    expect(day.planWarnings).toMatchObject([{ code: 'signals.partial' }]);
  });
});
