import { describe, expect, it } from 'vitest';
import { bareInstrument, boardOf, exchangeOf, parseInstrumentId } from './instrument.ts';

function parsed(text: string): string {
  const id = parseInstrumentId(text);
  return id.ok ? id.value : id.error.code;
}

describe('parseInstrumentId', () => {
  it.each([
    ['600519.SH', '600519.SH'],
    ['600519.SHA', '600519.SH'],
    ['600519.XSHG', '600519.SH'],
    ['sh600519', '600519.SH'],
    ['SH600519', '600519.SH'],
    [' 600519 ', '600519.SH'],
    ['000333.sza', '000333.SZ'],
    ['000333.XSHE', '000333.SZ'],
    ['sz000333', '000333.SZ'],
    ['920002', '920002.BJ'],
    ['bj430047', '430047.BJ'],
    ['836957.XBSE', '836957.BJ'],
    ['302132', '302132.SZ'],
    ['689009', '689009.SH'],
    ['510300', '510300.SH'],
    ['159915.SZ', '159915.SZ'],
    ['113050', '113050.SH'],
    ['123046', '123046.SZ'],
  ])('reads %s as %s', (text, id) => {
    expect(parsed(text)).toBe(id);
  });

  it('takes the bare digits 000001 for the share, and refuses the index', () => {
    expect(parsed('000001')).toBe('000001.SZ');
    expect(parsed('sh000001')).toBe('instrument.wrongExchange');
  });

  it.each([
    ['', 'instrument.malformed'],
    ['60051', 'instrument.malformed'],
    ['6005199', 'instrument.malformed'],
    ['60051A.SH', 'instrument.malformed'],
    ['600519.HK', 'instrument.malformed'],
    ['600519.', 'instrument.malformed'],
    ['贵州茅台', 'instrument.malformed'],
    ['900901.SH', 'instrument.unknownCode'],
    ['200002.SZ', 'instrument.unknownCode'],
    ['999999', 'instrument.unknownCode'],
    ['600519.SZ', 'instrument.wrongExchange'],
    ['920002.SH', 'instrument.wrongExchange'],
  ])('refuses %j: %s', (text, code) => {
    expect(parsed(text)).toBe(code);
  });

  it('names the exchange that the code belongs to', () => {
    expect(parseInstrumentId('600519.SZ')).toEqual({
      ok: false,
      error: { code: 'instrument.wrongExchange', params: { text: '600519.SZ', exchange: 'SH' } },
    });
  });
});

describe('boards', () => {
  it.each([
    ['600519', 'SH', 'main'],
    ['605499', 'SH', 'main'],
    ['688981', 'SH', 'star'],
    ['000001', 'SZ', 'main'],
    ['003816', 'SZ', 'main'],
    ['300750', 'SZ', 'chinext'],
    ['301269', 'SZ', 'chinext'],
    ['920002', 'BJ', 'bse'],
    ['588000', 'SH', 'etf'],
    ['508000', 'SH', 'etf'],
    ['161725', 'SZ', 'etf'],
    ['118000', 'SH', 'bond'],
    ['127045', 'SZ', 'bond'],
  ])('%s trades on %s, board %s', (code, exchange, board) => {
    const id = parseInstrumentId(code);
    expect(id.ok && [exchangeOf(id.value), boardOf(id.value)]).toEqual([exchange, board]);
  });

  it('describes an instrument by its code alone', () => {
    const id = parseInstrumentId('688981');
    expect(id.ok && bareInstrument(id.value)).toEqual({
      id: '688981.SH',
      name: '688981',
      board: 'star',
      industry: null,
      listDate: null,
      st: false,
    });
  });
});
