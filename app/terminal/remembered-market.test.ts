import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDemoMarket } from '../../adapters/quotes/demo/demo-market.ts';
import { type MarketHistory, openMarketHistory } from '../../adapters/sqlite/market-history.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { LEAST_CURVE_DAYS, MARKET_CURVE } from '../../core/market/volume-curve.ts';
import { MarketStore } from './market-store.ts';
import { rememberedCurves, rememberedSessions } from './remembered-market.ts';
import { DEFAULT_INDEX } from '../../core/market/market-index.ts';
import { sessionRecords } from './session-records.ts';

const DAY = '2025-06-03' as TradeDate;
const NEXT = '2025-06-04' as TradeDate;

let folder = '';
let history: MarketHistory;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kaipan-remembered-'));
  const opened = openMarketHistory(path.join(folder, 'market.db'));
  if (!opened.ok) throw new Error(opened.error.code);
  history = opened.value;
});
afterEach(() => {
  history.close();
  rmSync(folder, { recursive: true });
});

/** A whole day of the invented market, seen quote by quote. */
function seen(date: TradeDate) {
  const market = createDemoMarket({ seed: 1, date, calendar: exchangeCalendar(), instruments: 10, everyMs: 30_000 });
  if (!market.ok) throw new RangeError(market.error.code);
  const store = new MarketStore(market.value.references);
  for (const quote of market.value.quotes()) store.update(quote);
  return { market: market.value, store };
}

describe('a day that was seen', () => {
  it('is remembered as it was traded, and what was not seen is told by another', () => {
    const { market, store } = seen(DAY);
    history.keep(sessionRecords(DAY, store));
    const sessions = rememberedSessions(history, seen(NEXT).market.sessions);
    for (const { instrument } of market.references) {
      const quote = store.quote(instrument.id);
      const [before, last] = sessions(instrument.id, NEXT, 2);
      expect(before).toEqual(market.sessions(instrument.id, DAY, 1)[0]);
      if (quote?.volume !== 0) expect(last).toMatchObject({ date: DAY, open: quote?.open, high: quote?.high, low: quote?.low, close: quote?.last, volume: quote?.volume });
    }
  });

  it('leaves what its index closed at', () => {
    const { store } = seen(DAY);
    history.keep(sessionRecords(DAY, store));
    expect(history.indexCloses(DEFAULT_INDEX)).toEqual([{ date: DAY, close: store.quote(DEFAULT_INDEX)?.last }]);
    expect(history.indices()).toEqual([{ index: DEFAULT_INDEX, from: DAY, to: DAY }]);
  });

  it('leaves where its volume fell: all of it but the auctions', () => {
    const { market, store } = seen(DAY);
    for (const { instrument } of market.references) {
      const volume = store.quote(instrument.id)?.volume ?? 0;
      const recorded = (store.volumes(instrument.id) ?? []).reduce((sum, shares) => sum + shares, 0);
      expect(recorded).toBeLessThanOrEqual(volume);
      if (volume > 0) expect(recorded / volume).toBeGreaterThan(0.9);
    }
  });

  it('makes a curve of its own with enough others, and none before', () => {
    const { market, store } = seen(DAY);
    const id = market.references.find(({ instrument }) => (store.quote(instrument.id)?.volume ?? 0) > 0)?.instrument.id;
    if (id === undefined) throw new RangeError('nothing traded');
    const days = ['2025-05-26', '2025-05-27', '2025-05-28', '2025-05-29', '2025-05-30'] as TradeDate[];
    days.forEach((date, i) => {
      expect(rememberedCurves(history, NEXT)(id)).toBeUndefined();
      history.keep(sessionRecords(date, store));
      expect(i).toBeLessThan(LEAST_CURVE_DAYS);
    });
    const own = rememberedCurves(history, NEXT)(id);
    const day = store.volumes(id) ?? [];
    const total = day.reduce((sum, shares) => sum + shares, 0);
    expect(own?.days).toBe(LEAST_CURVE_DAYS);
    expect(own?.curve.map(({ share }) => share)).toEqual(day.map((shares) => expect.closeTo(shares / total, 5)));
    expect(own?.curve.map(({ from }) => from)).toEqual(MARKET_CURVE.map(({ from }) => from));
  });
});
