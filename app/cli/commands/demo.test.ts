import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDemoMarket } from '../../../adapters/quotes/demo/demo-market.ts';
import { demoSignals } from '../../../adapters/quotes/demo/demo-signals.ts';
import { acceptSignals, readSignals } from '../../../adapters/signals/file/read-signals.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { runCli } from '../cli.fixture.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-cli-demo-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const SMALL = ['--instruments', '12', '--every', '60'];

describe('kaipan demo', () => {
  it('writes a day with quotes, instruments, signals and an account, and tells how to run it', async () => {
    const { code, stdout, stderr } = await runCli(['demo', '--out', 'day', '--lines', '6', ...SMALL], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(join(folder, 'day')).toSorted()).toEqual(['account.json', 'demo.daily.csv', 'demo.quotes.csv', 'instruments.csv', 'signals.csv']);
    expect(stdout).toMatch(/^2025-06-03: 12 instruments, \d+ snapshots, 6 signals, an account of 1000000\.00 yuan\n/);
    expect(stdout).toContain('kaipan -- day --date 2025-06-03 --quotes day/demo.quotes.csv');
    expect(readFileSync(join(folder, 'day', 'signals.csv'), 'utf8').split('\n').length).toBe(8);
  });

  it('writes signals that are read back the same', async () => {
    await runCli(['demo', '--out', 'day', '--seed', '3', ...SMALL], folder);
    const tradeDate = '2025-06-03' as TradeDate;
    const market = createDemoMarket({ seed: 3, date: tradeDate, calendar: exchangeCalendar(), instruments: 12 });
    const context = { tradeDate, calendar: exchangeCalendar(), known: () => true };
    const read = acceptSignals(await readSignals(join(folder, 'day', 'signals.csv'), context), false);
    expect(read).toEqual({ ok: true, value: market.ok ? demoSignals(market.value) : [] });
  });

  it('writes all that a condition may ask for', async () => {
    await runCli(['demo', '--out', 'day', '--instruments', '60', '--every', '60'], folder);
    const file = (name: string): string => join(folder, 'day', name);
    const account = JSON.parse(readFileSync(file('account.json'), 'utf8')) as { positions: { instrument: string; opened: string }[] };
    const today = 'time >= 13:00 and index_change > -10% and sector_change > -20% and sector.falling_share <= 100%';
    const past = 'ma(120) > 0.01 and high(200) > 0.01 and not ma_turns_up(20) or ma_turns_up(20) and volume_ratio(20) > 0% and turnover_rate > 0%';
    // A fund has no industry and no free float.
    const shares = account.positions.filter(({ instrument }) => !instrument.startsWith('51'));
    const conditions = shares.map(({ instrument }) => `2025-05-30,${instrument},0,"${today} and (${past}) and holding_days >= 1"`);
    writeFileSync(file('signals.csv'), ['date,instrument,position,condition', ...conditions].join('\n'));
    const args = ['--quotes', 'demo.quotes.csv', '--signals', 'signals.csv', '--account', 'account.json', '--instruments', 'instruments.csv'];
    const { code, stderr } = await runCli(['day', '--date', '2025-06-03', ...args, '--daily', 'demo.daily.csv', '--out', 'out'], join(folder, 'day'));
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const orders = readFileSync(join(folder, 'day', 'out', 'orders.csv'), 'utf8').trim().split('\n');
    expect(orders.length).toBeGreaterThan(shares.length / 2);
    expect(readFileSync(join(folder, 'day', 'out', 'events.jsonl'), 'utf8')).toContain('conditionMet');
    expect(readFileSync(join(folder, 'day', 'out', 'plan.csv'), 'utf8')).not.toContain('condition.unknown');
  });

  it('writes the same bytes for the same seed', async () => {
    for (const out of ['a', 'b']) await runCli(['demo', '--out', out, '--seed', '4', ...SMALL], folder);
    for (const file of readdirSync(join(folder, 'a'))) {
      expect(readFileSync(join(folder, 'a', file)).equals(readFileSync(join(folder, 'b', file)))).toBe(true);
    }
  });

  it.each([
    ['--date', '2025-06-01', '--date: 2025-06-01 is not a trading day'],
    ['--date', 'June', '--date: June is not a date (YYYY-MM-DD)'],
    ['--date', '2020-01-02', '--date: 2020-01-02 is before 2024-01-03, the first day of the demo market'],
    ['--date', '2030-01-02', '--date: 2030-01-02 is outside the calendar, which knows 1990-12-19 to 2026-12-31'],
    ['--instruments', '6000', '--instruments: 6000 is not between 1 and 5500'],
    ['--every', '301', '--every: 301 is more than 300 seconds'],
    ['--lines', '0', '--lines: 0 is not a whole number from 1 on'],
    ['--seed', '-1', '--seed: -1 is not a whole number from 0 on'],
  ])('refuses %s %s', async (option, value, message) => {
    const { code, stderr } = await runCli(['demo', '--out', 'day', `${option}=${value}`], folder);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `kaipan: ${message}\n` });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says when it cannot write', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, stderr } = await runCli(['demo', '--out', 'file/day', ...SMALL], folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^kaipan: --out: file\/day: .*\n$/);
  });
});
