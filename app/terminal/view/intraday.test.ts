import { expect, it } from 'vitest';
import { type EpochMs, atTime, timeOfDay } from '../../../core/kernel/time.ts';
import { NO_PRICE, money, quantity } from '../../../core/kernel/units.ts';
import { IntradayBook } from './intraday.ts';
import { DATE, MAOTAI, PINGAN, aQuote } from './session.fixture.ts';

const START = 0 as EpochMs;
const at = (time: string): EpochMs => atTime(DATE, timeOfDay(time));

it('keeps the last price, the average and the volume of each minute', () => {
  const book = new IntradayBook();
  book.record(aQuote(PINGAN, 100_000, { time: at('09:30:03'), volume: quantity(100), turnover: money(10_000_000) }));
  book.record(aQuote(PINGAN, 104_000, { time: at('09:30:57'), volume: quantity(400), turnover: money(41_200_000) }));
  book.record(aQuote(PINGAN, 102_000, { time: at('09:33:00'), volume: quantity(1_000), turnover: money(103_000_000) }));
  expect(book.points(PINGAN, START)).toEqual([
    { time: at('09:30:00'), price: 104_000, average: 103_000, volume: 400 },
    { time: at('09:33:00'), price: 102_000, average: 103_000, volume: 600 },
  ]);
  expect(book.points(PINGAN, at('09:31:00'))).toHaveLength(1);
  expect(book.points(PINGAN, at('09:33:59'))).toHaveLength(1);
  expect(book.points(MAOTAI, START)).toEqual([]);
});

it('draws nothing before the first trade, and ignores a quote from an earlier minute', () => {
  const book = new IntradayBook();
  book.record(aQuote(PINGAN, 100_000, { time: at('09:20:00'), last: NO_PRICE }));
  expect(book.points(PINGAN, START)).toEqual([]);
  book.record(aQuote(PINGAN, 100_000, { time: at('09:31:00') }));
  book.record(aQuote(PINGAN, 90_000, { time: at('09:30:59') }));
  expect(book.points(PINGAN, START).map((point) => point.price)).toEqual([100_000]);
});

it('holds a whole day and more', () => {
  const book = new IntradayBook();
  for (let minute = 0; minute < 300; minute += 1) {
    const time = (at('09:30:00') + minute * 60_000) as EpochMs;
    book.record(aQuote(PINGAN, 100_000 + minute, { time, volume: quantity(minute + 1), turnover: money((minute + 1) * 100_000) }));
  }
  const points = book.points(PINGAN, START);
  expect(points).toHaveLength(300);
  expect(points.at(-1)).toMatchObject({ price: 100_299, volume: 1, average: 100_000 });
});
