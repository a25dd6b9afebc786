import { describe, expect, it } from 'vitest';
import { sampleDay } from '../../adapters/sqlite/sample-day.fixture.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { rebuild } from '../../core/oms/state/rebuild.ts';
import { MarketStore } from './market-store.ts';
import { ReplayDesk } from './replay-desk.ts';
import { replayDayRow, replayMomentRow, replayPricesRow } from './view/replay.ts';

const DATE = '2023-02-01' as TradeDate;
const RECORDS: readonly Recorded[] = sampleDay(DATE)
  .flatMap(({ step, at, events }) => events.map((event) => ({ step, at, event })))
  // The day is not the account's first: its numbers go on from the day before.
  .map((record, at) => ({ seq: at + 101, ...record }));

/** A session that has come as far as the record before `until`. */
function sessionAt(until: number) {
  const shown = RECORDS.slice(0, until);
  return { account: 'demo', market: new MarketStore([]), state: rebuild(shown), records: (after = 0) => shown.filter(({ seq }) => seq > after) };
}

async function opened(session: ReturnType<typeof sessionAt>) {
  const day = await new ReplayDesk(session).open(DATE);
  if (!day.ok) throw new Error(day.error.code);
  return day.value;
}

describe('the desk at which a day is replayed', () => {
  it('knows no day that is neither sealed nor at hand', async () => {
    const desk = new ReplayDesk(sessionAt(1));
    expect(await desk.open('2023-01-31' as TradeDate)).toMatchObject({ ok: false, error: { code: 'review.notSealed' } });
  });

  it('goes on with what has come since, and gives only that when it is asked for it', async () => {
    const session = sessionAt(10);
    const desk = new ReplayDesk(session);
    const first = await desk.open(DATE);
    if (!first.ok) throw new Error(first.error.code);
    expect(replayDayRow(session, first.value, 0).events.map(({ seq }) => seq)).toEqual(RECORDS.slice(0, 10).map(({ seq }) => seq));
    session.records = sessionAt(12).records;
    const again = await desk.open(DATE);
    expect(again.ok && replayDayRow(session, again.value, 110).events.map(({ seq }) => seq)).toEqual([111, 112]);
  });

  it('values what was held by the prices that were known by then', async () => {
    const session = sessionAt(RECORDS.length);
    const day = await opened(session);
    const last = RECORDS.at(-1)?.seq ?? 0;
    const end = replayMomentRow(session, day, last, (RECORDS.at(-1)?.at ?? 0) as EpochMs);
    const { settled } = session.state;
    if (end === undefined || settled === null) throw new Error('no end');
    const marks = new Map<string, number>(settled.marks.map(({ instrument, price }) => [instrument, price]));
    const held = end.positions.filter(({ instrument }) => marks.has(instrument));
    expect(held.map(({ mark }) => mark)).toEqual(held.map(({ instrument }) => marks.get(instrument)));
    expect(end.equity).toBe(end.cash + end.positions.reduce((sum, { marketValue }) => sum + marketValue, 0));
    expect(end.dayPnl).toBe(end.equity - settled.openingEquity);
    expect(replayMomentRow(session, day, 101, (RECORDS[0]?.at ?? 0) as EpochMs)).toMatchObject({ lines: [], orders: [], fillCount: 0 });
  });

  it('draws the prices of the journal where nobody has watched the market', async () => {
    const session = sessionAt(RECORDS.length);
    const day = await opened(session);
    const [fill] = session.state.fills;
    if (fill === undefined) throw new Error('no fill');
    const { prices, fills } = replayPricesRow(session, day, fill.instrument);
    expect(prices.map(({ price }) => price)).toContain(fill.price);
    expect(fills[0]).toMatchObject({ time: fill.time, price: fill.price, quantity: fill.quantity });
  });
});
