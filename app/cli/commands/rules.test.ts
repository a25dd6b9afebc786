import { describe, expect, it } from 'vitest';
import { runCli } from '../cli.fixture.ts';
import { type RulesReport } from '../rules-report.ts';

function rules(instrument: string, date: string, ...more: readonly string[]): ReturnType<typeof runCli> {
  return runCli(['rules', '--instrument', instrument, '--date', date, ...more]);
}

async function report(instrument: string, date: string, ...more: readonly string[]): Promise<RulesReport> {
  const { code, stdout, stderr } = await rules(instrument, date, ...more, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as RulesReport;
}

describe('kaipan rules --json', () => {
  it('prints plain values under the names of the contract', async () => {
    const { sources: _, phases: __, ...values } = await report('600519', '2024-05-06', '--prev-close', '1690.00');
    expect(values).toEqual({
      instrument: '600519.SH',
      exchange: 'SH',
      date: '2024-05-06',
      st: false,
      listedSession: null,
      prevClose: '1690.00',
      board: 'main',
      tick: '0.01',
      lot: { buyMin: 100, buyStep: 100, sellMin: 100, sellStep: 100, oddLot: 'sellWhole' },
      maxQuantity: { limit: 1_000_000, market: 1_000_000 },
      priceLimit: { up: '0.1', down: '0.1' },
      limitUp: '1859.00',
      limitDown: '1521.00',
      priceCage: { rate: '0.02', minTicks: 10 },
      settlement: 'T+1',
      orderTypes: {
        auction: ['limit'],
        continuous: ['limit', 'bestFiveCancel', 'bestFiveLimit', 'ownBest', 'oppositeBest'],
      },
      fees: {
        commission: { rate: '0.00025', min: '5.00' },
        stampTax: { buy: '0', sell: '0.0005' },
        transferFee: '0.00001',
      },
    });
  });

  it('lays the phases out from midnight to midnight', async () => {
    const { phases } = await report('688981.SH', '2024-05-06');
    expect(phases).toContainEqual({
      name: 'openingCallFirm',
      from: '09:20:00',
      until: '09:25:00',
      entry: true,
      cancel: false,
      matching: 'auction',
    });
    expect(phases.map(({ from }) => from).slice(1)).toEqual(phases.map(({ until }) => until).slice(0, -1));
    expect([phases[0]?.from, phases.at(-1)?.until]).toEqual(['00:00:00', '24:00:00']);
  });

  it('names the source and the dates of every rule', async () => {
    const { sources } = await report('300750.SZ', '2021-05-06');
    const { fees, ...others } = sources;
    for (const rule of [...Object.values(others), ...Object.values(fees)])
      expect(rule.source.length).toBeGreaterThan(10);
    expect(sources.maxQuantity).toMatchObject({ from: '2020-08-24', to: null });
    expect(sources.priceCage).toMatchObject({ from: '2020-08-24', to: '2023-04-09' });
    expect(fees.stampTax).toMatchObject({ from: '2008-04-24', to: '2023-08-27' });
    expect(fees.transferFee).toMatchObject({ from: '2015-08-01', to: '2022-04-28' });
  });

  it.each([
    ['000004', '2026-07-03', ['--st'], '10.50', '9.50'],
    ['000004', '2026-07-06', ['--st'], '11.00', '9.00'],
    ['000004', '2026-07-03', [], '11.00', '9.00'],
    ['300122', '2020-08-21', [], '11.00', '9.00'],
    ['300122', '2020-08-24', [], '12.00', '8.00'],
    ['920002', '2024-05-06', [], '13.00', '7.00'],
    ['127045', '2024-05-06', ['--listed', '2024-05-06'], '15.73', '5.67'],
    ['603000', '2016-05-06', ['--listed', '2016-05-06'], '14.40', '6.40'],
  ])('%s on %s %j: %s and %s', async (instrument, date, more, limitUp, limitDown) => {
    expect(await report(instrument, date, '--prev-close', '10.00', ...more)).toMatchObject({ limitUp, limitDown });
  });

  it('has no limit prices on a free day, nor without a previous close', async () => {
    const free = await report('688981', '2024-05-08', '--listed', '2024-05-06', '--prev-close', '10.00');
    expect(free).toMatchObject({ listedSession: 3, priceLimit: null, limitUp: null, limitDown: null });
    const bare = await report('688981', '2024-05-08');
    expect(bare).toMatchObject({ priceLimit: { up: '0.2', down: '0.2' }, limitUp: null, limitDown: null });
  });

  it('counts funds in mills', async () => {
    const fund = await report('510300', '2024-05-06', '--prev-close', '3.595');
    expect(fund).toMatchObject({ board: 'etf', tick: '0.001', limitUp: '3.955', limitDown: '3.236', priceCage: null });
  });
});

describe('kaipan rules for people', () => {
  it('prints a table with every rule and the phases', async () => {
    const { code, stdout } = await rules('688981', '2024-05-08', '--listed', '2024-05-06');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^688981\.SH on 2024-05-08: board star, session 3 since its listing\n/);
    expect(stdout).toMatch(/\nprice limit +none today +2019-07-22 +SSE /);
    expect(stdout).toMatch(/\nstamp tax, sell +0\.05 % +2023-08-28 /);
    expect(stdout).toMatch(/\n14:57:00 +15:00:00 +closingCall +yes +no +auction\n/);
    expect(stdout).not.toMatch(/ \n/);
  });

  it('says limits in percent', async () => {
    expect((await rules('000333', '2024-05-06', '--prev-close', '55.20')).stdout).toContain('±10 %: 49.68 to 60.72');
    expect((await rules('127045', '2024-05-06', '--listed', '2024-05-06')).stdout).toContain('+57.3 % -43.3 %');
  });
});

describe('kaipan rules refuses', () => {
  it.each([
    [['60051x', '2024-05-06'], '--instrument: 60051x is not an instrument such as 600519.SH'],
    [['999999', '2024-05-06'], '--instrument: 999999 is no share, fund or convertible bond of the Chinese exchanges'],
    [['sh000001', '2024-05-06'], '--instrument: sh000001 is no instrument of that exchange; the code belongs to SZ'],
    [['600519', '2024-5-6'], '--date: 2024-5-6 is not a date (YYYY-MM-DD)'],
    [['600519', '2023-02-29'], '--date: 2023-02-29 is not a date (YYYY-MM-DD)'],
    [['600519', '2024-05-05'], '--date: 2024-05-05 is not a trading day'],
    [['600519', '2027-01-04'], '--date: 2027-01-04 is outside the calendar, which knows 1990-12-19 to 2026-12-31'],
    [
      ['688981', '2019-07-19'],
      '--date: 688981.SH: the board star did not exist on 2019-07-19; its first day was 2019-07-22',
    ],
    [
      ['600519', '1996-12-13'],
      '--date: 600519.SH: the rules of 1996-12-13 are not known; the table of board main begins on 1996-12-16',
    ],
    [['600519', '2024-05-06', '--prev-close', 'abc'], '--prev-close: abc is not a price in yuan'],
    [['600519', '2024-05-06', '--prev-close', '0'], '--prev-close: 0 is not a price in yuan'],
    [['600519', '2024-05-06', '--prev-close', '1e3'], '--prev-close: 1e3 is not a price in yuan'],
    [['600519', '2024-05-06', '--prev-close', '10.005'], '--prev-close: 10.005 is not a whole number of ticks of 0.01'],
    [['600519', '2024-05-06', '--listed', '2024-05-07'], '--listed: 2024-05-07 is after --date 2024-05-06'],
    [['600519', '2024-05-06', '--listed', '2024-05-05'], '--listed: 2024-05-05 is not a trading day'],
    [['600519', '2024-05-06', '--listed', 'soon'], '--listed: soon is not a date (YYYY-MM-DD)'],
  ])('%j', async ([instrument = '', date = '', ...more], line) => {
    expect(await rules(instrument, date, ...more, '--json')).toEqual({
      code: 2,
      stdout: '',
      stderr: `kaipan: ${line}\n`,
    });
  });
});
