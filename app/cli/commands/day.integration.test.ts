import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasSharedData } from '../../../core/market/shared-data.fixture.ts';
import { type CliResult, runCli } from '../cli.fixture.ts';

const QUOTES = 'quotes/2022-06-01.quotes.csv.gz';
const MORNING = 'quotes/2021-12-01_morning.quotes.csv.gz';
const SHARED = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const FIVE = ['000400.SZ', '300122.SZ', '300274.SZ', '300288.SZ', '300918.SZ'];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kaipan-day-'));
  write('account.json', JSON.stringify({ cash: '1000000.00', positions: [] }));
  write('signals.csv', signals('2022-05-31', FIVE.map((id) => [id, '0.2'])));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}

function signals(date: string, weights: readonly (readonly string[])[]): string {
  return `date,instrument,position\n${weights.map((row) => `${date},${row.join(',')}\n`).join('')}`;
}

function args(out: string, date = '2022-06-01', quotes = QUOTES): string[] {
  const files = ['--quotes', path.join(SHARED, quotes), '--signals', 'signals.csv', '--account', 'account.json'];
  return ['day', '--date', date, ...files, '--out', out];
}

function day(out: string, date?: string, quotes?: string, ...more: readonly string[]): Promise<CliResult> {
  return runCli([...args(out, date, quotes), ...more], folder);
}

type Row = Readonly<Record<string, string>>;

function rows(out: string, name: string): readonly Row[] {
  const [header = '', ...lines] = readFileSync(path.join(folder, out, name), 'utf8').trimEnd().split('\n');
  return lines.map((line) => Object.fromEntries(header.split(',').map((column, i) => [column, line.split(',')[i] ?? ''])));
}

function document(out: string, name: string): Record<string, never> {
  return JSON.parse(readFileSync(path.join(folder, out, name), 'utf8')) as Record<string, never>;
}

/** Ten-thousandths of a yuan, by another road than the code under test. */
function units(text = ''): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  return BigInt(whole + fraction.padEnd(4, '0')) * (text.startsWith('-') ? -1n : 1n);
}

function cents(amount: bigint, numerator: bigint, denominator: bigint): bigint {
  return ((amount * numerator * 2n + denominator * 100n) / (denominator * 200n)) * 100n;
}

function everyFile(out: string): Readonly<Record<string, string>> {
  const names = readdirSync(path.join(folder, out)).toSorted();
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, out, name), 'utf8')]));
}

/** One order as its fills tell of it. */
interface Traded {
  readonly side: string;
  turnover: bigint;
  commission: bigint;
  stampTax: bigint;
  transferFee: bigint;
}

/** Adds the day up from its fills alone, as an auditor would. */
function audit(out: string, opening: bigint, transferFee: 1n | 2n = 1n): void {
  let cash = opening;
  const held = new Map<string, bigint>();
  const orders = new Map<string, Traded>();
  for (const fill of rows(out, 'fills.csv')) {
    const { order_id: id = '', instrument = '', side = '', quantity = '0' } = fill;
    const value = units(fill['price']) * BigInt(quantity);
    const sign = side === 'buy' ? 1n : -1n;
    held.set(instrument, (held.get(instrument) ?? 0n) + sign * BigInt(quantity));
    const order = orders.get(id) ?? { side, turnover: 0n, commission: 0n, stampTax: 0n, transferFee: 0n };
    order.turnover += value;
    order.commission += units(fill['commission']);
    order.stampTax += units(fill['stamp_tax']);
    order.transferFee += units(fill['transfer_fee']);
    orders.set(id, order);
    cash -= sign * value + units(fill['commission']) + units(fill['stamp_tax']) + units(fill['transfer_fee']);
  }
  for (const order of orders.values()) auditFees(order, transferFee);
  const account = document(out, 'account.json');
  const positions = rows(out, 'positions.csv');
  const value = positions.reduce((sum, row) => sum + units(row['last']) * BigInt(row['quantity'] ?? 0), 0n);
  expect(units(account['cash'])).toBe(cash);
  expect(new Map(positions.map((row) => [row['instrument'], BigInt(row['quantity'] ?? 0)]))).toEqual(held);
  expect(units(account['market_value'])).toBe(value);
  expect(units(account['equity'])).toBe(cash + value);
}

/** 0.025 % and at least 5 yuan of commission, 0.1 % of stamp tax on sells before 2023-08-28, the transfer fee. */
function auditFees({ side, turnover, commission, stampTax, transferFee }: Traded, hundredThousandths: bigint): void {
  const byRate = cents(turnover, 25n, 100_000n);
  expect(commission).toBe(byRate < 50_000n ? 50_000n : byRate);
  expect(stampTax).toBe(side === 'sell' ? cents(turnover, 1n, 1_000n) : 0n);
  expect(transferFee).toBe(cents(turnover, hundredThousandths, 100_000n));
}

describe.skipIf(!hasSharedData(QUOTES))('a real day, headless', () => {
  it('ends settled, agreed with the broker, and adds up to the cent for somebody else', async () => {
    const { code, stdout } = await day('out', '2022-06-01', QUOTES, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(document('out', 'report.json'));
    expect(document('out', 'report.json')).toMatchObject({ settled: true, sealed: true, reconciliation: { result: 'matched' } });
    expect(rows('out', 'fills.csv').length).toBeGreaterThan(4);
    audit('out', 10_000_000_000n);
  });

  it('does what can be done when one lot costs 185,000 yuan, and says why not more', async () => {
    write('signals.csv', signals('2023-01-31', [['600519.SH', '0.2'], ['000333.SZ', '0.2']]));
    expect((await day('bought', '2023-02-01', 'quotes/2023-02-01.quotes.csv.gz')).code).toBe(0);
    audit('bought', 10_000_000_000n);
    expect(rows('bought', 'positions.csv').map((row) => row['quantity'])).toEqual(['3600', '100']);
    write('signals.csv', signals('2023-01-31', [['600519.SH', '0.1'], ['000333.SZ', '0.2']]));
    expect((await day('blocked', '2023-02-01', 'quotes/2023-02-01.quotes.csv.gz')).code).toBe(0);
    expect(rows('blocked', 'plan.csv').find((row) => row['instrument'] === '600519.SH')).toMatchObject({
      planned_quantity: '0',
      state: 'blocked',
      reason: expect.stringMatching(/^plan\.belowOneLot \(shares=\d+; least=100; value=100000\.00; lotValue=184576\.00\)$/) as string,
    });
  });

  it('says plainly what stayed open when the quotes end in the morning', async () => {
    write('signals.csv', signals('2021-11-30', [['600332.SH', '0.3'], ['603369.SH', '0.3']]));
    const { code } = await day('traded', '2021-12-01', MORNING);
    expect(code).toBe(0);
    expect(rows('traded', 'positions.csv')).toHaveLength(2);
    // Until 2022-04-29 the transfer fee was 0.002 %.
    audit('traded', 10_000_000_000n, 2n);

    write('signals.csv', signals('2021-11-30', [['603369.SH', '0.3']]));
    write('config.json', JSON.stringify({ execution: { default: { style: 'limit', price: '51.00' } } }));
    const open = await day('open', '2021-12-01', MORNING, '--config', 'config.json', '--approve', 'all');
    expect(open.stdout).toContain('stayed open: buy 5300 of 5300 603369.SH (line.dayEnded)');
    expect(open.stdout).toContain('the quotes end at 2021-12-01T10:30:00.000, before the close; 1 lines stayed open');
    expect(document('open', 'report.json')).toMatchObject({
      sealed: true,
      timings: { lastQuote: '2021-12-01T10:30:00.000', quotesEndedEarly: true },
      openAtEnd: [{ instrument: '603369.SH', remaining: 5_300 }],
    });
    expect(rows('open', 'orders.csv')).toMatchObject([{ state: 'expired', filled: '0' }]);
  });

  it('gives the same bytes when it is run again', async () => {
    await day('first');
    await day('second');
    expect(everyFile('second')).toEqual(everyFile('first'));
  });

  it('approves nothing, or what a file says', async () => {
    expect((await day('none', undefined, undefined, '--approve', 'none')).code).toBe(0);
    expect(rows('none', 'orders.csv')).toEqual([]);
    expect(rows('none', 'plan.csv').map((row) => row['state'])).toEqual(FIVE.map(() => 'expired'));
    write('approved.csv', 'instrument,decision\n300274.SZ,approve\n300122.SZ,skip\n');
    expect((await day('some', undefined, undefined, '--approve', 'approved.csv')).code).toBe(0);
    expect(new Set(rows('some', 'orders.csv').map((row) => row['instrument']))).toEqual(new Set(['300274.SZ']));
    audit('some', 10_000_000_000n);
  });

  it('trades after a day that was not sealed only where a person says why, which its journal keeps', async () => {
    write('account.json', JSON.stringify({ cash: '1000000.00', unsealed: '2022-05-31' }));
    expect((await day('refused')).code).toBe(2);
    const reason = 'the broker answers tomorrow';
    expect((await day('out', undefined, undefined, '--release', reason)).code).toBe(0);
    const [opened = '{}'] = readFileSync(path.join(folder, 'out', 'events.jsonl'), 'utf8').split('\n');
    expect(opened).toContain(JSON.stringify({ date: '2022-05-31', reason }));
    expect(document('out', 'next.account.json')).not.toHaveProperty('unsealed');
  });

  it('sells before it buys, and never more than may be sold', async () => {
    const positions = [
      { instrument: '300274.SZ', quantity: 3_000, sellable: 2_000, cost: '70.00' },
      { instrument: '000400.SZ', quantity: 10_050, sellable: 10_050, cost: '18.00' },
    ];
    write('account.json', JSON.stringify({ cash: '50000.00', positions }));
    write('signals.csv', signals('2022-05-31', [['300122.SZ', '0.5'], ['300288.SZ', '0.3']]));
    expect((await day('out')).code).toBe(0);
    const sold = rows('out', 'fills.csv').filter((row) => row['side'] === 'sell');
    const total = (id: string): number => sold.filter((row) => row['instrument'] === id).reduce((sum, row) => sum + Number(row['quantity']), 0);
    expect([total('300274.SZ'), total('000400.SZ')]).toEqual([2_000, 10_050]);
    expect(document('out', 'report.json')).toMatchObject({ sealed: true });
    expect(Number(document('out', 'account.json')['withdrawable'])).toBeLessThanOrEqual(50_000);
  });
});

describe.skipIf(!hasSharedData(QUOTES))('a day that is killed', () => {
  /** The gate counts what was sent and opened, and says so in its verdicts: a restart must not begin to count anew. */
  const COUNTED = {
    risk: {
      template: 'own',
      rules: {
        newBuys: { most: 1, severity: 'deny' },
        orderRate: { perSecond: 4, perMinute: 4, perDay: 4, warnShare: '0.25', severity: 'deny' },
      },
    },
  };

  it.each([
    ['without a policy', {}],
    ['under a policy that counts', COUNTED],
  ])('ends with the same files, wherever the kill strikes, %s', async (_what, config) => {
    write('config.json', JSON.stringify(config));
    await day('whole', undefined, undefined, '--config', 'config.json', '--approve', 'all');
    const whole = everyFile('whole');
    if (config === COUNTED) expect(whole['events.jsonl']).toMatch(/"(newBuys|orderRate)\.\w+"/);
    let resumed = 0;
    for (let n = 0; n < 8; n += 1) {
      const out = `killed-${n}`;
      const child = spawn(process.execPath, [MAIN, ...args(out), '--config', 'config.json', '--approve', 'all'], { cwd: folder, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      while (child.exitCode === null && !existsSync(path.join(folder, out, '.kaipan-day.json'))) await sleep(1);
      await sleep(n * 45);
      child.kill('SIGKILL');
      await ended;
      if (existsSync(path.join(folder, out, '.kaipan-day.json'))) resumed += 1;
      expect((await runCli(['resume', '--out', out], folder)).code).toBe(0);
      expect(everyFile(out)).toEqual(whole);
    }
    expect(resumed).toBeGreaterThan(3);
  });

  it('leaves nothing of a file in whose middle it was killed', async () => {
    await day('whole');
    const child = spawn(process.execPath, [MAIN, ...args('out'), '--speed', '60'], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    while (!existsSync(path.join(folder, 'out', '.kaipan-day.db'))) await sleep(5);
    child.kill('SIGKILL');
    await ended;
    write(path.join('out', '.events.jsonl.4711.tmp'), '{"seq":1');
    const manifest = path.join(folder, 'out', '.kaipan-day.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"speed": "60"', '"speed": "max"'));
    expect((await runCli(['resume', '--out', 'out'], folder)).code).toBe(0);
    expect(everyFile('out')).toEqual(everyFile('whole'));
  });

  it('is not begun again over what it has left, and not resumed with other inputs', async () => {
    const child = spawn(process.execPath, [MAIN, ...args('out'), '--speed', '60'], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    while (!existsSync(path.join(folder, 'out', '.kaipan-day.db'))) await sleep(5);
    child.kill('SIGKILL');
    await ended;
    expect(await day('out')).toMatchObject({ code: 2, stderr: expect.stringContaining('resume') as string });
    write('signals.csv', signals('2022-05-31', [['300274.SZ', '0.1']]));
    const { code, stderr } = await runCli(['resume', '--out', 'out'], folder);
    expect([code, stderr.split(': ').at(-1)]).toEqual([2, 'has changed since the day began\n']);
  });
});

describe.skipIf(!hasSharedData(QUOTES))('bad input', () => {
  const gbk = Buffer.from([0xb6, 0xaf, 0xc1, 0xbf]);

  it.each<[string, () => void, readonly string[], string]>([
    ['an unknown instrument', () => write('signals.csv', signals('2022-05-31', [['999999.SH', '0.1']])), [], 'signals.csv:2: instrument:'],
    ['an instrument without quotes', () => write('signals.csv', signals('2022-05-31', [['600519.SH', '0.1']])), [], 'signals.csv:2: instrument:'],
    ['a negative weight', () => write('signals.csv', signals('2022-05-31', [['300274.SZ', '-0.1']])), [], 'signals.csv:2: position:'],
    ['weights over 1', () => write('signals.csv', signals('2022-05-31', [['300274.SZ', '0.6'], ['300122.SZ', '0.5']])), [], 'signals.csv:3: position:'],
    ['a row twice', () => write('signals.csv', signals('2022-05-31', [['300274.SZ', '0.1'], ['300274.SZ', '0.2']])), [], 'signals.csv:3: instrument:'],
    ['signals for another day', () => write('signals.csv', signals('2022-06-01', [['300274.SZ', '0.1']])), [], 'signals.csv: '],
    ['a missing column', () => write('signals.csv', 'date,instrument\n2022-05-31,300274.SZ\n'), [], 'signals.csv:1: '],
    ['more sellable than held', () => write('account.json', '{"cash":"1.00","positions":[{"instrument":"300274.SZ","quantity":100,"sellable":200,"cost":"1.00"}]}'), [], 'account.json:1: positions[0].sellable:'],
    ['an account of a day that was not sealed', () => write('account.json', '{"cash":"1.00","unsealed":"2022-05-31"}'), [], 'account.json: unsealed: 2022-05-31 was not sealed: settle and seal that day first'],
    ['a release without a reason', () => undefined, ['--release', ' '], '--release: say why'],
    ['an account that is none', () => write('account.json', '{"cash": 1,'), [], 'account.json'],
    ['an unknown setting', () => write('config.json', '{"plan":{"cashReserv":"0.1"}}'), ['--config', 'config.json'], 'config.json:1: plan.cashReserv:'],
    ['an account in GBK', () => writeFileSync(path.join(folder, 'account.json'), gbk), [], 'account.json'],
  ])('%s: one clear line, exit 2, nothing left behind', async (_, spoil, more, message) => {
    spoil();
    const { code, stdout, stderr } = await day('out', undefined, undefined, ...more);
    const lines = stderr.trimEnd().split('\n');
    expect([code, stdout]).toEqual([2, '']);
    expect(lines.at(-1)).toContain(`kaipan: ${message}`);
    expect(lines.length).toBeLessThanOrEqual(2);
    expect(existsSync(path.join(folder, 'out'))).toBe(false);
  });

  it.each<[string, readonly string[], string]>([
    ['a day without trading', ['--date', '2022-06-04'], '--date: 2022-06-04 is not a trading day'],
    ['quotes of another day', ['--date', '2022-06-02'], 'quotes.csv.gz:2: time:'],
    ['a file that is not there', ['--instruments', 'nowhere.csv'], '--instruments: nowhere.csv cannot be read (ENOENT)'],
    ['a speed that is none', ['--speed', 'fast'], '--speed: must be max or a number above 0, was fast'],
  ])('%s', async (_, more, message) => {
    const { code, stderr } = await runCli([...args('out'), ...more], folder);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(existsSync(path.join(folder, 'out'))).toBe(false);
  });

  it('truncated gzip, rows out of order and rubbish in the quotes', async () => {
    const bytes = readFileSync(path.join(SHARED, QUOTES));
    writeFileSync(path.join(folder, 'cut.quotes.csv.gz'), bytes.subarray(0, bytes.length / 2));
    const header = 'time,instrument,prev_close,open,high,low,last,volume,turnover,limit_up,limit_down';
    const levels = [1, 2, 3, 4, 5].flatMap((n) => [`bid${n}`, `bid${n}_volume`]).concat([1, 2, 3, 4, 5].flatMap((n) => [`ask${n}`, `ask${n}_volume`]));
    const row = (time: string): string => `${time},300274.SZ,79.96,0,0,0,0,0,0,95.95,63.97${',0'.repeat(20)}`;
    write('back.csv', `${header},${levels.join(',')}\n${row('2022-06-01T09:30:03.000')}\n${row('2022-06-01T09:30:00.000')}\n`);
    writeFileSync(path.join(folder, 'rubbish.csv'), Buffer.alloc(200 * 1024 * 1024, 'x'));
    for (const [file, message] of [
      ['cut.quotes.csv.gz', 'cut.quotes.csv.gz'],
      ['back.csv', 'back.csv:3: time:'],
      ['rubbish.csv', 'rubbish.csv:1'],
    ] as const) {
      const { code, stderr } = await runCli(
        ['day', '--date', '2022-06-01', '--quotes', file, '--signals', 'signals.csv', '--account', 'account.json', '--out', 'out'],
        folder,
      );
      expect([code, stderr.includes(`kaipan: ${message}`)]).toEqual([2, true]);
      expect(existsSync(path.join(folder, 'out'))).toBe(false);
    }
  });
});
