import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCli } from '../cli.fixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kaipan-actions-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const HEADINGS = ['time', 'instrument', 'prev_close', 'open', 'high', 'low', 'last', 'volume', 'turnover', 'limit_up', 'limit_down'];
const LEVELS = ['bid', 'ask'].flatMap((side) => [1, 2, 3, 4, 5].flatMap((level) => [`${side}${level}`, `${side}${level}_volume`]));

function write(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}

function document(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Record<string, unknown>;
}

/** A calm day at the ex-price: 10.00 less 0.50 a share, over 1.2 shares each. */
function quotes(): string {
  const rows = ['09:31:00', '10:00:00', '11:00:00', '14:00:00', '14:59:00'].map((time, i) => {
    const volume = 1_000_000 * (i + 1);
    const levels = [0, 1, 2, 3, 4].flatMap((n) => [(7.92 - n / 100).toFixed(2), 50_000]);
    const asks = [0, 1, 2, 3, 4].flatMap((n) => [(7.93 + n / 100).toFixed(2), 50_000]);
    return [`2023-02-01T${time}.000`, '600036.SH', '7.92', '7.92', '7.93', '7.92', '7.92', volume, (volume * 7.92).toFixed(2), '8.71', '7.13', ...levels, ...asks].join(',');
  });
  return [[...HEADINGS, ...LEVELS].join(','), ...rows, ''].join('\n');
}

const DAY = ['day', '--date', '2023-02-01', '--quotes', 'day.quotes.csv', '--signals', 'signals.csv', '--account', 'account.json', '--actions', 'actions.csv'];
const ACTIONS = 'instrument,ex_date,cash_per_10,bonus_per_10\n600036.SH,2023-02-01,5,2\n600036.SH,2023-06-01,9,\n';

it('books a dividend and bonus shares, taxes what is sold, agrees with the broker and with its files', async () => {
  const position = { instrument: '600036.SH', sellable: 1000, quantity: 1000, cost: '9.00', strategy_id: 'alpha' };
  const parcels = [{ instrument: '600036.SH', acquired: '2023-01-10', quantity: 400, untaxed: '0.00' }];
  write('account.json', JSON.stringify({ cash: '1000.00', positions: [position], parcels }));
  write('signals.csv', 'date,instrument,strategy_id,side,quantity\n2023-01-31,600036.SH,alpha,sell,900\n');
  write('actions.csv', ACTIONS);
  write('day.quotes.csv', quotes());
  const run = await runCli([...DAY, '--out', 'out'], folder);
  expect([run.code, run.stderr.includes('actions.implied')]).toEqual([0, false]);
  // 1000 shares: 500.00 in cash and 200 new ones. Of the 900 sold 600 are older than what is known, 300 were held for less than a month.
  expect(document('out/report.json')).toMatchObject({
    sealed: true,
    reconciliation: { result: 'matched' },
    money: { openingEquity: '11004.00' },
    corporateActions: {
      booked: [{ instrument: '600036.SH', entitled: 1000, dividend: '500.00', paid: '0.00', shares: 200 }],
      taxes: [{ instrument: '600036.SH', amount: '42.00' }],
    },
  });
  const next = document('out/next.account.json');
  expect(next['positions']).toMatchObject([{ quantity: 300, sellable: 300 }]);
  expect(next['parcels']).toEqual([
    { instrument: '600036.SH', acquired: '2023-01-10', quantity: 100, untaxed: '70.00' },
    { instrument: '600036.SH', acquired: '2023-02-01', quantity: 200, untaxed: '0.00' },
  ]);
  const [fill = {}] = fillsOf('out/fills.csv');
  const fees = ['commission', 'stamp_tax', 'transfer_fee'].reduce((sum, name) => sum + Number(fill[name]), 0);
  const cash = 1500 + Number(fill['price']) * 900 - fees;
  expect(Number(next['cash'])).toBeCloseTo(cash - 42, 4);

  mkdirSync(path.join(folder, 'broker'));
  const note = (dividend: string, ...more: readonly string[]): void =>
    write('broker/note.csv', ['成交日期,证券代码,业务名称,成交数量,成交价格,成交金额,发生金额', `20230201,600036,红利入账,0,0,0,${dividend}`, ...more, ''].join('\n'));
  const sale = `20230201,600036,证券卖出,900,${fill['price']},${(Number(fill['price']) * 900).toFixed(2)},${(cash - 1500).toFixed(2)}`;
  const rest = ['20230201,600036,红股入账,200,0,0,0', sale, '20230201,600036,股息红利税补缴,0,0,0,-42.00'];
  const settle = async (...options: readonly string[]): Promise<unknown> => {
    const settled = await runCli(['settle', '--account', 'account.json', '--fills', 'out/fills.csv', '--broker', 'broker', ...options, '--json'], folder);
    if (settled.stdout === '') throw new Error(settled.stderr);
    return (JSON.parse(settled.stdout) as { differences: { code: string; fields: unknown; correction: string }[] }).differences.map(({ code, correction }) => [code, correction]);
  };
  const withActions = ['--actions', 'actions.csv'];
  note('500.00', ...rest);
  expect(await settle(...withActions)).toEqual([]);
  expect(await settle()).toEqual([['cashMovement', 'bookCash'], ['shareMovement', 'bookShares'], ['cashMovement', 'bookCash']]);
  note('500.01', ...rest);
  expect(await settle(...withActions)).toEqual([['movementDiffers', 'bookCash']]);
  note('500.00', ...rest.slice(1));
  expect(await settle(...withActions)).toEqual([['movementMissingAtBroker', 'dropMovement']]);
  note('500.00', ...rest, '20230201,600036,红利入账,0,0,0,500.00');
  expect(await settle(...withActions)).toEqual([['cashMovement', 'bookCash']]);
});

it('warns of what went off a share without an action, and of rights, and books nothing of it', async () => {
  write('account.json', JSON.stringify({ cash: '1000.00', positions: [{ instrument: '600036.SH', sellable: 1000, quantity: 1000, cost: '9.00' }] }));
  write('signals.csv', 'date,instrument,side,quantity\n2023-01-31,600036.SH,buy,100\n');
  write('actions.csv', 'instrument,ex_date,cash_per_10\n');
  write('day.quotes.csv', quotes());
  write('past.daily.csv', 'date,instrument,open,high,low,close,prev_close,volume,turnover\n2023-01-31,600036.SH,10,10,10,10,10,1000,10000\n');
  const implied = await runCli([...DAY, '--daily', 'past.daily.csv', '--out', 'implied'], folder);
  expect(implied.stdout + implied.stderr).toContain('600036.SH closed at 10.00 and its previous close is 7.92');
  write('actions.csv', 'instrument,ex_date,rights_per_10,rights_price\n600036.SH,2023-02-01,3,5.20\n');
  const rights = await runCli([...DAY, '--out', 'rights'], folder);
  expect(rights.stdout + rights.stderr).toContain('600036.SH offers 300 shares at 5.20; none are taken up');
  expect(document('rights/next.account.json')['positions']).toMatchObject([{ quantity: 1100 }]);
});

it.each([
  ['600036.SH,2023-02-30,1,,,', 'actions.csv:2: ex_date: must be a date'],
  ['600036.SH,2023-02-01,,,,', 'actions.csv:2: cash_per_10: the row says nothing of what is given'],
  ['600036.SH,2023-02-01,-1,,,', 'actions.csv:2: cash_per_10: must not be negative, was -1'],
  ['600036.SH,2023-02-01,1,,,2023-02-03', 'actions.csv:2: list_date: must be the ex-date 2023-02-01 or the session after it, was 2023-02-03'],
  ['600036.SH,2023-02-01,,3,5.2,\n600036.SH,2023-02-01,1,,,', 'actions.csv:3: instrument: 600036.SH 2023-02-01 is already in line 2'],
  ['600036.SH,2023-02-01,,3,,', 'actions.csv:2: rights_price: is missing: rights have a price'],
])('refuses %s', async (row, problem) => {
  write('account.json', JSON.stringify({ cash: '1000.00', positions: [] }));
  write('signals.csv', 'date,instrument,position\n2023-01-31,600036.SH,0\n');
  write('actions.csv', `instrument,ex_date,cash_per_10,rights_per_10,rights_price,list_date\n${row}\n`);
  write('day.quotes.csv', quotes());
  const { code, stderr } = await runCli([...DAY, '--out', 'out'], folder);
  expect([code, stderr]).toEqual([2, expect.stringContaining(problem) as unknown]);
});

function fillsOf(name: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n');
  return lines.map((line) => Object.fromEntries(header.split(',').map((column, i) => [column, line.split(',')[i] ?? ''])));
}
