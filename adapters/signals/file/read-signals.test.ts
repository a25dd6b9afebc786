import { describe, expect, it } from 'vitest';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Signal } from '../../../core/plan/signal.ts';
import { inputProblemText } from '../../files/input-problem.ts';
import { type SignalContext, type SignalsReading, acceptSignals, readSignals } from './read-signals.ts';

const CONTEXT: SignalContext = {
  tradeDate: '2023-02-01' as TradeDate,
  calendar: exchangeCalendar(),
  known: (instrument) => instrument !== ('000001.SZ' as InstrumentId),
};

function read(text: string | Uint8Array, name = 's.csv'): Promise<SignalsReading> {
  return readSignals({ name, bytes: Buffer.from(text) }, CONTEXT);
}

async function signalsOf(text: string, name?: string): Promise<readonly Signal[]> {
  const accepted = acceptSignals(await read(text, name), false);
  if (!accepted.ok) throw new Error(inputProblemText(accepted.error));
  return accepted.value;
}

async function problemOf(text: string | Uint8Array, name?: string): Promise<string> {
  const accepted = acceptSignals(await read(text, name), false);
  return accepted.ok ? 'fine' : inputProblemText(accepted.error);
}

/** Three columns, as BigQuant exports them. */
const plain = (...rows: readonly string[]): string => ['date,instrument,position', ...rows, ''].join('\n');

describe('signals', () => {
  it('are traded on the session after they were made', async () => {
    expect(await signalsOf(plain('2023-01-31,600519.SHA,0.2', '2023-01-31 00:00:00,sz000333,1e-2'))).toEqual([
      {
        date: '2023-01-31',
        tradeDate: '2023-02-01',
        strategyId: 'default',
        instrument: '600519.SH',
        ask: { kind: 'target', weight: 20_000_000 },
        refPrice: null,
        reason: '',
        execution: null,
        condition: null,
      },
      expect.objectContaining({ instrument: '000333.SZ', ask: { kind: 'target', weight: 1_000_000 } }),
    ]);
  });

  it('may say all that the format knows', async () => {
    const header = 'date,trade_date,instrument,strategy_id,side,quantity,amount,ref_price,reason,execution,condition,extra';
    const rows = [
      '2023-01-20,2023-02-01,600519.SH,alpha,BUY,200,,1850.5,"突破, 放量",limit,last < 1840,x',
      '2023-01-20,2023-02-01,600519.SH,beta,sell,,50000.5,,,,,',
    ];
    expect(await signalsOf([header, ...rows].join('\n'))).toMatchObject([
      {
        date: '2023-01-20',
        tradeDate: '2023-02-01',
        strategyId: 'alpha',
        ask: { kind: 'quantity', side: 'buy', quantity: 200 },
        refPrice: 18_505_000,
        reason: '突破, 放量',
        execution: 'limit',
        condition: 'last < 1840',
      },
      { strategyId: 'beta', ask: { kind: 'amount', side: 'sell', amount: 500_005_000 } },
    ]);
  });

  it('over a holiday wait for its end', async () => {
    // The exchanges were closed from 2023-01-21 to 2023-01-29.
    const reading = await read(plain('2023-01-20,600519.SH,0.2', '2023-01-31,600519.SH,0.1'));
    expect([...reading.otherSessions]).toEqual([['2023-01-30', 1]]);
    expect(reading.signals).toHaveLength(1);
  });

  it('of other sessions are counted and not judged', async () => {
    const reading = await read(plain('2023-01-30,nonsense,-7', '2023-01-31,600519.SH,0.1'));
    expect(reading).toMatchObject({ badRows: 0, problems: [] });
    expect(reading.signals).toHaveLength(1);
  });

  it('may add up to a little more than 1, as rounded weights do', async () => {
    expect(await signalsOf(plain('2023-01-31,600519.SH,0.50000004', '2023-01-31,000333.SZ,0.50000003'))).toHaveLength(2);
  });

  it('come in GBK and with a BOM', async () => {
    const gbk = Buffer.concat([
      Buffer.from('date,instrument,position,reason\n2023-01-31,600519.SH,0.5,'),
      Buffer.from([0xc3, 0xa9, 0xcc, 0xa8]),
    ]);
    expect((await read(gbk)).signals[0]?.reason).toBe('茅台');
    expect(await signalsOf(`\uFEFF${plain('2023-01-31,600519.SH,0.5')}`)).toHaveLength(1);
  });
});

describe('a bad row is named by line and field', () => {
  const one = (position: string, more = ''): string => plain(`2023-01-31,600519.SH,${position}${more}`);
  const order = (row: string): string => `date,instrument,position,side,quantity,amount\n2023-01-31,600519.SH,${row}\n`;
  it.each([
    ['weight over 1', one('1.2'), 's.csv:2: position: must be between 0 and 1, was 1.2'],
    ['negative weight', one('-0.1'), 's.csv:2: position: must be between 0 and 1, was -0.1'],
    ['weight in percent', one('5%'), 's.csv:2: position: must be a plain decimal number, was 5%'],
    ['misspelt condition', 'date,instrument,position,condition\n2023-01-31,600519.SH,0.1,chnage <= -1%\n', 's.csv:2: condition: character 1: there is no chnage, did you mean change'],
    ['condition of two units', 'date,instrument,position,condition\n2023-01-31,600519.SH,0.1,price > 3%\n', 's.csv:2: condition: character 7: > has two units, a price and a percentage'],
    ['unfinished condition', 'date,instrument,position,condition\n2023-01-31,600519.SH,0.1,price >\n', 's.csv:2: condition: character 8: ends where a name, a number or a bracket was expected'],
    ['no weight', one(''), 's.csv:2: position: is missing: a row needs a position, a quantity or an amount'],
    ['unknown code', plain('2023-01-31,999999.SH,0.1'), 's.csv:2: instrument: 999999.SH is no share, fund or bond of the Chinese exchanges'],
    ['malformed code', plain('2023-01-31,1.SZ,0.1'), 's.csv:2: instrument: 1.SZ is not an instrument such as 600519.SH'],
    ['wrong exchange', plain('2023-01-31,600519.SZ,0.1'), 's.csv:2: instrument: 600519.SZ is listed on another exchange (SH)'],
    ['not in the market', plain('2023-01-31,000001.SZ,0.1'), 's.csv:2: instrument: 000001.SZ is neither among the instruments nor in the quotes'],
    ['bad date', plain('2023-02-30,600519.SH,0.1'), 's.csv:2: date: must be a date such as 2023-02-01, was 2023-02-30'],
    ['far date', plain('2026-12-31,600519.SH,0.1'), 's.csv:2: date: 2026-12-31 is outside the calendar, which knows 1990-12-19 to 2026-12-31'],
    ['duplicate', plain('2023-01-31,600519.SH,0.1', '2023-01-31,sh600519,0.2'), 's.csv:3: instrument: 600519.SH of strategy default is already in line 2'],
    ['position and quantity', order('0.5,,100,'), 's.csv:2: quantity: stands beside position: a row asks for one thing'],
    ['side with a target', order('0.5,buy,,'), 's.csv:2: side: must be empty beside a position: a target has no side'],
    ['quantity without side', order(',,100,'), 's.csv:2: side: is missing: quantity needs buy or sell'],
    ['unknown side', order(',short,100,'), 's.csv:2: side: must be one of buy, sell, was short'],
    ['no quantity', order(',buy,0,'), 's.csv:2: quantity: must be above 0, was 0'],
    ['half a share', order(',buy,0.5,'), 's.csv:2: quantity: must be a whole number, was 0.5'],
    ['amount too fine', order(',buy,,1.00001'), 's.csv:2: amount: must have at most 4 decimals, was 1.00001'],
    [
      'unknown style',
      'date,instrument,position,execution\n2023-01-31,600519.SH,0.5,magic\n',
      's.csv:2: execution: must be one of callAuction, limit, pegged, bestFive, twap, vwap, iceberg, closingAuction, afterHours, was magic',
    ],
    [
      'traded before made',
      'date,trade_date,instrument,position\n2023-02-02,2023-02-01,600519.SH,0.5\n',
      's.csv:2: trade_date: 2023-02-01 is before the day the signal was made, 2023-02-02',
    ],
  ])('%s', async (_what, text, problem) => {
    expect(await problemOf(text)).toBe(problem);
  });
});

describe('a file as a whole', () => {
  it.each([
    ['weights over 1', plain('2023-01-31,600519.SH,0.7', '2023-01-31,000333.SZ,0.5'), 's.csv:3: position: the weights of strategy default add up to 1.2, more than 1'],
    ['nothing for the day', plain('2023-01-30,600519.SH,0.7', '2023-02-01,600519.SH,0.7'), 's.csv: no rows for 2023-02-01; the file is for 2023-01-31, 2023-02-02'],
    ['no rows', plain(), 's.csv: has no rows'],
    ['no content', '', 's.csv: is empty'],
    ['missing columns', 'day,code,weight\n', 's.csv:1: missing columns: date, instrument, position'],
    ['rubbish', 'x'.repeat(100_000), 's.csv:1: is longer than 65536 characters: not a file of this kind'],
    [
      'targets and orders',
      'date,instrument,position,side,quantity\n2023-01-31,600519.SH,0.5,,\n2023-01-31,000333.SZ,,buy,100\n',
      's.csv:3: strategy default has targets and orders; the row of line 2 is of the other kind',
    ],
  ])('with %s is refused', async (_what, text, problem) => {
    expect(await problemOf(text)).toBe(problem);
    expect((await read(text)).signals).toEqual([]);
  });

  it('with sums over 1 is right when they are of different strategies', async () => {
    const rows = 'date,instrument,position,strategy_id\n2023-01-31,600519.SH,0.7,a\n2023-01-31,600519.SH,0.7,b\n';
    expect(await signalsOf(rows)).toHaveLength(2);
  });

  it('with more bad rows than anybody would mend is given up', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `2023-01-31,rubbish${i},0.1`);
    const reading = await read(plain(...rows));
    expect(reading).toMatchObject({ signals: [], badRows: 1001 });
    expect(reading.problems.at(-1)?.code).toBe('signals.tooManyBadRows');
  });
});

describe('bad rows that are to be skipped', () => {
  const text = plain('2023-01-31,600519.SH,0.2', '2023-01-31,bad,0.2', '2023-01-31,000333.SZ,7');

  it('are listed, and what is left is known to be partial', async () => {
    const reading = await read(text);
    expect(reading.problems.map(inputProblemText)).toEqual([
      's.csv:3: instrument: bad is not an instrument such as 600519.SH',
      's.csv:4: position: must be between 0 and 1, was 7',
    ]);
    expect(acceptSignals(reading, false)).toMatchObject({ ok: false, error: { params: { line: 3 } } });
    expect(acceptSignals(reading, true)).toMatchObject({ ok: true, value: [{ ask: { weight: 20_000_000, partial: true } }] });
  });

  it('do not save a file that is wrong as a whole', async () => {
    const over = plain('2023-01-31,600519.SH,0.7', '2023-01-31,bad,0.2', '2023-01-31,000333.SZ,0.7');
    expect(acceptSignals(await read(over), true)).toMatchObject({ error: { code: 'signals.weightsOverOne' } });
  });
});

describe('JSON', () => {
  it('has the same names', async () => {
    const rows = [
      { date: '2023-01-31', instrument: '600519.SH', position: 0.2, reason: null },
      { date: '2023-01-31', instrument: '000333.SZ', position: '0.00000500' },
    ];
    const expected = [{ ask: { weight: 20_000_000 } }, { ask: { weight: 500 } }];
    expect(await signalsOf(JSON.stringify(rows), 's.json')).toMatchObject(expected);
    expect(await signalsOf(JSON.stringify({ signals: rows }), 's.JSON')).toMatchObject(expected);
  });

  it.each([
    ['[\n {"date": "2023-01-31", "instrument": "600519.SH",\n "position": 2}]', 's.json:2: position: must be between 0 and 1, was 2'],
    ['[\n\n{"date": "2023-01-31", "instrument": "600519.SH", "position": true}]', 's.json:3: position: must be text or a number'],
    ['[7]', 's.json:1: must be an object'],
    ['{"rows": []}', 's.json: must hold an array of signals'],
    ['[]', 's.json: has no rows'],
    ['[{"date": "2023-01-31"]', "s.json:1: is not valid JSON (Expected ',' or '}' after property value)"],
  ])('%s', async (text, problem) => {
    expect(await problemOf(text, 's.json')).toBe(problem);
  });
});
