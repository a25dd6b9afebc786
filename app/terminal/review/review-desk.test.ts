import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type AccountHistory, type RecordedDay } from '../../../adapters/sqlite/account-history.ts';
import { openReviewStore, renewReviewStore } from '../../../adapters/sqlite/review/review-store.ts';
import { ScratchDatabases } from '../../../adapters/sqlite/scratch.fixture.ts';
import { closingEquity } from '../../../core/analytics/past-day.ts';
import { pastDays } from '../../../core/analytics/past-days.fixture.ts';
import { turnoverOf } from '../../../core/kernel/units.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type DeskParts, type PageLook, ReviewDesk } from './review-desk.ts';
import { namesOf } from './review-names.ts';

const DAYS = 60;
const scratch = new ScratchDatabases();
afterAll(() => scratch.remove());

const sum = (rows: readonly { readonly profit: number }[]): number => rows.reduce((total, { profit }) => total + profit, 0);

/** The days with numbers for their fills, as a journal gives them. */
function recordedDays(seed: number): readonly RecordedDay[] {
  let seq = 0;
  return pastDays(DAYS, seed).map((day) => ({ ...day, fills: day.fills.map((fill) => ({ ...fill, lineId: null, seq: (seq += 1) })) }));
}

/** What a desk asks of an account; `seal` tells one past from another. */
function historyOf(days: readonly RecordedDay[], seal: string): AccountHistory {
  const upTo = (last: TradeDate): readonly TradeDate[] => days.map(({ date }) => date).filter((date) => date <= last);
  const history: Partial<AccountHistory> = {
    sealedAfter: (date) => days.map((day) => day.date).filter((day) => day > date),
    sealedUpTo: (date) => upTo(date).length,
    sealOf: (date) => (upTo(date).at(-1) === date ? `${seal} ${date}` : null),
    day: (date) => days.find((day) => day.date === date) as RecordedDay,
    lines: () => [],
    fills: (seqs) => seqs.map((seq) => listed(days, seq)),
  };
  return history as AccountHistory;
}

function listed(days: readonly RecordedDay[], seq: number) {
  const [found] = days.flatMap(({ date, fills }) => fills.flatMap((fill) => (fill.seq === seq ? [{ ...fill, date, value: turnoverOf(fill.price, fill.quantity) }] : [])));
  return found as NonNullable<typeof found>;
}

/** Nothing is known of the market. */
const market: DeskParts['market'] = { session: () => null, indices: () => [], indexCloses: () => [], keepIndex: () => undefined };

function deskOn(file: string, days: readonly RecordedDay[], seal = 'one'): ReviewDesk {
  return new ReviewDesk({ history: historyOf(days, seal), store: (anew) => (anew ? renewReviewStore(file) : openReviewStore(file)), market, names: namesOf([]) });
}

function caughtUp(desk: ReviewDesk): ReviewDesk {
  while (desk.catchUp());
  return desk;
}

const EVERYTHING = { from: null, to: null, strategyId: null, index: null };
const page = (more: Partial<PageLook>): PageLook => ({ ...EVERYTHING, instrument: null, order: { by: 'time', descending: true }, start: 0, count: 1_000, ...more });

describe('a review of any days', () => {
  it('adds up to the account’s profit in every table, for all strategies and for each', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(DAYS - 1), fc.nat(DAYS - 1), (seed, one, other) => {
        const days = recordedDays(seed);
        const [from, to] = [days[Math.min(one, other)]?.date ?? null, days[Math.max(one, other)]?.date ?? null];
        const desk = caughtUp(deskOn(scratch.fresh(), days));
        const { figures, strategyIds, days: rows, strategies } = desk.review({ from, to, strategyId: null, index: null });
        expect(sum(rows)).toBe(figures.profit);
        expect(strategies.reduce((total, { profit }) => total + (profit.at(-1) ?? 0), 0)).toBe(figures.profit);
        for (const table of Object.values(desk.profits({ from, to, strategyId: null }))) expect(sum(table)).toBe(figures.profit);
        for (const strategyId of strategyIds) {
          const own = desk.review({ from, to, strategyId, index: null }).figures.profit;
          for (const table of Object.values(desk.profits({ from, to, strategyId }))) expect(sum(table), strategyId).toBe(own);
        }
        desk.close();
      }),
      { numRuns: 5 },
    );
  });

  it('is the same whether the days were worked out at once or after many starts', () => {
    const days = recordedDays(3);
    const file = scratch.fresh();
    for (let known = 5; known <= DAYS; known += 5) caughtUp(deskOn(file, days.slice(0, known))).close();
    const [slowly, atOnce] = [caughtUp(deskOn(file, days)), caughtUp(deskOn(scratch.fresh(), days))];
    expect(slowly.review(EVERYTHING)).toEqual(atOnce.review(EVERYTHING));
    expect(slowly.profits(EVERYTHING)).toEqual(atOnce.profits(EVERYTHING));
    expect(slowly.trips(page({}))).toEqual(atOnce.trips(page({})));
    expect(atOnce.review(EVERYTHING).days.map(({ equity }) => equity)).toEqual(days.map(closingEquity));
  });

  it('begins anew when the account has another past than the one that was worked out', () => {
    const file = scratch.fresh();
    caughtUp(deskOn(file, recordedDays(1))).close();
    const [restored, fresh] = [deskOn(file, recordedDays(2), 'two'), deskOn(scratch.fresh(), recordedDays(2), 'two')].map(caughtUp);
    expect(restored?.review(EVERYTHING)).toEqual(fresh?.review(EVERYTHING));
  });

  it('is whole after a day that could not be read at first', () => {
    const days = recordedDays(5);
    const history = historyOf(days, 'one');
    let broken = true;
    const failing: AccountHistory = Object.assign(Object.create(null), history, {
      day: (date: TradeDate) => {
        if (broken && date === days[20]?.date) throw new Error('the disk');
        return history.day(date);
      },
    });
    const file = scratch.fresh();
    const desk = new ReviewDesk({ history: failing, store: (anew) => (anew ? renewReviewStore(file) : openReviewStore(file)), market, names: namesOf([]) });
    expect(() => caughtUp(desk)).toThrow('the disk');
    broken = false;
    expect(caughtUp(desk).review(EVERYTHING)).toEqual(caughtUp(deskOn(scratch.fresh(), days)).review(EVERYTHING));
  });

  it('gives round trips and fills page by page, in order, of the days, strategy and instrument that were asked for', () => {
    const days = recordedDays(4);
    const desk = caughtUp(deskOn(scratch.fresh(), days));
    const asked = { from: days[10]?.date ?? null, to: days[50]?.date ?? null, strategyId: 'alpha', instrument: '600519.SH' };
    const wanted = days.slice(10, 51).flatMap(({ fills }) => fills.filter(({ strategyId, instrument }) => strategyId === 'alpha' && instrument === '600519.SH'));
    const dear = wanted.map(({ price, quantity }) => turnoverOf(price, quantity)).toSorted((a, b) => b - a);
    const pages = [0, 7, 14].map((start) => desk.fills(page({ ...asked, start, count: 7, order: { by: 'amount', descending: true } })));
    expect(pages.map(({ total }) => total)).toEqual([wanted.length, wanted.length, wanted.length]);
    expect(pages.flatMap(({ rows }) => rows.map(({ value }) => value))).toEqual(dear.slice(0, 21));
    expect(desk.fills(page({ ...asked, order: { by: 'time', descending: false } })).rows.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
    const trips = desk.trips(page({ order: { by: 'amount', descending: false } }));
    expect(trips.rows.map(({ profit }) => profit)).toEqual(trips.rows.map(({ profit }) => profit).toSorted((a, b) => a - b));
    expect(trips.total).toBe(desk.review(EVERYTHING).figures.trips);
  });
});
