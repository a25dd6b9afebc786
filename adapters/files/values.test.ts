import { describe, expect, it } from 'vitest';
import {
  type ValueParser,
  amountValue,
  booleanValue,
  dateValue,
  fractionValue,
  instrumentValue,
  priceValue,
  quantityValue,
  timeOfDayValue,
  weightValue,
} from './values.ts';

/** The value, or the code of what is wrong with it. */
function read<T>(parse: ValueParser<T>, text: string): T | string {
  const parsed = parse(text);
  return parsed.ok ? parsed.value : parsed.error.code;
}

describe('values', () => {
  it.each<[string, ValueParser<unknown>, string, unknown]>([
    ['price', priceValue, '1845.76', 18_457_600],
    ['price', priceValue, '0', 'value.notPositive'],
    ['price', priceValue, '1.23456', 'value.tooManyDecimals'],
    ['price', priceValue, '1e3', 'value.notANumber'],
    ['amount', amountValue, '0', 0],
    ['amount', amountValue, '-0.01', 'value.negative'],
    ['amount', amountValue, '', 'value.missing'],
    ['amount', amountValue, '99999999999999', 'value.tooLarge'],
    ['quantity', quantityValue, '300', 300],
    ['quantity', quantityValue, '300.0', 300],
    ['quantity', quantityValue, '300.5', 'value.notWhole'],
    ['quantity', quantityValue, '-100', 'value.negative'],
    ['quantity', quantityValue, '1000000000001', 'value.tooLarge'],
    ['fraction', fractionValue, '0.00025', 25_000],
    ['fraction', fractionValue, '1.01', 'value.outOfRange'],
    ['date', dateValue, '2024-11-04', '2024-11-04'],
    ['date', dateValue, '2024-11-04 00:00:00', '2024-11-04'],
    ['date', dateValue, '2024-11-04T00:00:00.000', '2024-11-04'],
    ['date', dateValue, '2024-11-04 09:30:00', 'value.notADate'],
    ['date', dateValue, '2024-02-30', 'value.notADate'],
    ['date', dateValue, '20241104', 'value.notADate'],
    ['time', timeOfDayValue, '14:57:00', 53_820_000],
    ['time', timeOfDayValue, '25:00:00', 'value.notATime'],
    ['instrument', instrumentValue, 'SH600519', '600519.SH'],
    ['instrument', instrumentValue, '600519.SZ', 'instrument.wrongExchange'],
    ['instrument', instrumentValue, '999999.SH', 'instrument.unknownCode'],
    ['instrument', instrumentValue, '茅台', 'instrument.malformed'],
    ['boolean', booleanValue, 'True', true],
    ['boolean', booleanValue, 'yes', 'value.notOneOf'],
  ])('%s %#', (_kind, parse, text, expected) => {
    expect(read(parse, text)).toEqual(expected);
  });
});

describe('a weight', () => {
  it.each([
    ['0.00500003', 500_003],
    ['0', 0],
    ['-0.0', 0],
    ['1', 100_000_000],
    ['1.0', 100_000_000],
    ['.5', 'value.notANumber'],
    ['0.14285714285714285', 14_285_714],
    ['0.30000000000000004', 30_000_000],
    ['0.000000005', 1],
    ['0.0000000049', 0],
    ['0.999999999', 100_000_000],
    ['5e-05', 5000],
    ['1.5E-3', 150_000],
    ['1e0', 100_000_000],
    ['1e-300', 0],
    ['-0.01', 'value.outOfRange'],
    ['-1e-20', 'value.outOfRange'],
    ['1.00000001', 'value.outOfRange'],
    ['1.000000001', 100_000_000],
    ['1e10', 'value.outOfRange'],
    ['10', 'value.outOfRange'],
    ['nan', 'value.notANumber'],
    ['5%', 'value.notANumber'],
    ['', 'value.missing'],
  ])('%s', (text, expected) => {
    expect(read(weightValue, text)).toBe(expected);
  });
});
