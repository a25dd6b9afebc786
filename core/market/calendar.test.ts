import { describe, expect, it } from 'vitest';
import { createCalendar, exchangeCalendar } from './calendar.ts';
import { on } from './market.fixture.ts';

const calendar = exchangeCalendar();

describe('the exchange calendar', () => {
  it('knows weekdays, weekends and holidays', () => {
    expect(calendar.isSession(on('2023-02-01'))).toEqual({ ok: true, value: true });
    expect(calendar.isSession(on('2023-02-04'))).toEqual({ ok: true, value: false });
    expect(calendar.isSession(on('2023-01-23'))).toEqual({ ok: true, value: false });
  });

  it('does not trade on a weekend that is a working day', () => {
    expect(calendar.isSession(on('2024-02-04'))).toEqual({ ok: true, value: false });
  });

  it('steps over holidays in both directions', () => {
    expect(calendar.nextSession(on('2023-01-20'))).toEqual({ ok: true, value: '2023-01-30' });
    expect(calendar.nextSession(on('2023-01-25'))).toEqual({ ok: true, value: '2023-01-30' });
    expect(calendar.previousSession(on('2023-01-30'))).toEqual({ ok: true, value: '2023-01-20' });
    expect(calendar.previousSession(on('2023-01-28'))).toEqual({ ok: true, value: '2023-01-20' });
  });

  it('lists and counts sessions, both ends included', () => {
    expect(calendar.sessionsBetween(on('2023-09-27'), on('2023-10-10'))).toEqual({
      ok: true,
      value: ['2023-09-27', '2023-09-28', '2023-10-09', '2023-10-10'],
    });
    expect(calendar.countSessions(on('2023-09-27'), on('2023-10-10'))).toEqual({ ok: true, value: 4 });
    expect(calendar.sessionsBetween(on('2023-09-29'), on('2023-10-08'))).toEqual({ ok: true, value: [] });
    expect(calendar.sessionsBetween(on('2023-10-10'), on('2023-09-27'))).toEqual({ ok: true, value: [] });
    expect(calendar.countSessions(on('2023-10-10'), on('2023-09-27'))).toEqual({ ok: true, value: 0 });
  });

  it('refuses what it does not know instead of guessing', () => {
    const known = { first: '1990-12-19', last: '2026-12-31' };
    const unknown = (date: string): unknown => ({
      ok: false,
      error: { code: 'calendar.unknownDay', params: { date, ...known } },
    });
    expect(calendar.isSession(on('1990-12-18'))).toEqual(unknown('1990-12-18'));
    expect(calendar.isSession(on('2027-01-01'))).toEqual(unknown('2027-01-01'));
    expect(calendar.nextSession(on('2026-12-31'))).toEqual(unknown('2026-12-31'));
    expect(calendar.previousSession(on('1990-12-19'))).toEqual(unknown('1990-12-19'));
    expect(calendar.sessionsBetween(on('2026-12-30'), on('2027-01-04'))).toEqual(unknown('2027-01-04'));
    expect(calendar.countSessions(on('1989-01-01'), on('1991-01-01'))).toEqual(unknown('1989-01-01'));
  });

  it('ends on sessions', () => {
    expect(calendar.isSession(calendar.first)).toEqual({ ok: true, value: true });
    expect(calendar.nextSession(on('2026-12-30'))).toEqual({ ok: true, value: '2026-12-31' });
  });
});

describe('createCalendar', () => {
  it('takes a stretch of closed days across a weekend', () => {
    const week = createCalendar('2024-01-01', '2024-01-12', [[2024, '0101 0104-0108']]);
    expect(week.sessionsBetween(week.first, week.last)).toEqual({
      ok: true,
      value: ['2024-01-02', '2024-01-03', '2024-01-09', '2024-01-10', '2024-01-11', '2024-01-12'],
    });
  });

  it('throws at a closure that is no date', () => {
    expect(() => createCalendar('2024-01-01', '2024-01-12', [[2024, '1340']])).toThrow('not a day of 2024: 1340');
  });
});
