import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realQuotes } from '../../../core/exchange/real-day.fixture.ts';
import { type EpochMs, formatLocalTime } from '../../../core/kernel/time.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { hasSharedData } from '../../../core/market/shared-data.fixture.ts';
import { runCli } from '../cli.fixture.ts';

const QUOTES = 'quotes/2022-06-01.quotes.csv.gz';
const SHARED = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** What each line waits for. */
const CONDITIONS = {
  '300274.SZ': 'change <= -1%',
  '300122.SZ': 'change <= -0.9% for 30s',
  '000400.SZ': 'price < ma(20)',
  '300918.SZ': 'time >= 10:00 and change > 0.5%',
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kaipan-conditions-'));
  const rows = Object.entries(CONDITIONS).map(([instrument, condition]) => `2022-05-31,${instrument},0.2,${condition}\n`);
  writeFileSync(path.join(folder, 'signals.csv'), `date,instrument,position,condition\n${rows.join('')}`);
  writeFileSync(path.join(folder, 'account.json'), JSON.stringify({ cash: '1000000.00', positions: [] }));
});

afterEach(() => rmSync(folder, { recursive: true }));

function args(out: string): string[] {
  const files = ['--quotes', path.join(SHARED, QUOTES), '--signals', 'signals.csv', '--account', 'account.json'];
  return ['day', '--date', '2022-06-01', ...files, '--out', out];
}

interface RecordJson {
  readonly at: string;
  readonly type: string;
  readonly data: {
    readonly lineId: string;
    readonly lines: readonly { readonly id: string; readonly instrument: string }[];
    readonly order: { readonly instrument: string; readonly lineId: string };
    readonly basis: { readonly last: string };
    readonly reason: { readonly code: string; readonly params: Readonly<Record<string, unknown>> };
    readonly why: readonly unknown[];
  };
}

function journalText(out: string): string {
  return readFileSync(path.join(folder, out, 'events.jsonl'), 'utf8');
}

function journal(out: string): readonly RecordJson[] {
  return journalText(out).trimEnd().split('\n').map((line) => JSON.parse(line) as RecordJson);
}

/** The journal of one instrument's line. */
function lineRecords(records: readonly RecordJson[], instrument: string): readonly RecordJson[] {
  const line = records.find((record) => record.type === 'planProposed')?.data.lines.find((one) => one.instrument === instrument);
  return records.filter(({ data }) => data.lineId === line?.id || (data.order as RecordJson['data']['order'] | undefined)?.lineId === line?.id);
}

/** Change from the previous close in exact hundredths of a percent of it, by another road than the code under test. */
function isDownBy(quote: Quote, hundredths: bigint): boolean {
  const price = BigInt(quote.auction?.price ?? quote.last);
  return price > 0n && (price - BigInt(quote.prevClose)) * 10_000n <= -hundredths * BigInt(quote.prevClose);
}

function quotesOf(instrument: string): readonly Quote[] {
  return [...realQuotes(QUOTES)].filter((quote) => quote.instrument === instrument);
}

describe.skipIf(!hasSharedData(QUOTES))('conditions on a real day', () => {
  it('lines act when theirs hold, and not before', async () => {
    expect((await runCli(args('out'), folder)).code).toBe(0);
    const records = journal('out');

    const quotes = quotesOf('300274.SZ');
    const first = quotes.find((quote) => isDownBy(quote, 100n));
    const falling = lineRecords(records, '300274.SZ');
    const met = falling.find((record) => record.type === 'conditionMet');
    expect(met?.at).toBe(formatLocalTime(first?.time ?? (0 as EpochMs)));
    const orders = falling.filter((record) => record.type === 'orderIntended');
    expect(orders.length).toBeGreaterThan(0);
    for (const { at } of orders) {
      const now = quotes.findLast((quote) => formatLocalTime(quote.time) <= at);
      expect(now !== undefined && isDownBy(now, 100n), at).toBe(true);
    }
    expect(falling.find((record) => record.type === 'lineWaiting')?.data.reason.code).toBe('condition.unknown');

    const held = lineRecords(records, '300122.SZ').find((record) => record.type === 'conditionMet');
    expect(held?.at).toBe(formatLocalTime(whenHeld(quotesOf('300122.SZ'), 90n, 30_000) ?? (0 as EpochMs)));

    const unknown = lineRecords(records, '000400.SZ');
    expect(unknown.some((record) => record.type === 'orderIntended')).toBe(false);
    expect(unknown.at(-1)).toMatchObject({ type: 'lineExpired', data: { reason: { params: { waitedFor: 'condition.unknown' } } } });

    const timed = lineRecords(records, '300918.SZ').filter((record) => record.type === 'orderIntended');
    expect(timed.length).toBeGreaterThan(0);
    expect(timed.every((record) => record.at >= '2022-06-01T10:00:00')).toBe(true);
  });

  it('a day that is killed comes to the same, how long they had held included', async () => {
    expect((await runCli(args('whole'), folder)).code).toBe(0);
    const child = spawn(process.execPath, [MAIN, ...args('killed')], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    while (child.exitCode === null && !existsSync(path.join(folder, 'killed', '.kaipan-day.db'))) await sleep(1);
    await sleep(60);
    child.kill('SIGKILL');
    await ended;
    expect((await runCli(['resume', '--out', 'killed'], folder)).code).toBe(0);
    expect(journalText('killed')).toBe(journalText('whole'));
  });
});

/** When the price had been down for `span`, looked at by hand: a silence of more than a minute breaks it. */
function whenHeld(quotes: readonly Quote[], hundredths: bigint, span: number): EpochMs | null {
  let since: EpochMs | null = null;
  let before: EpochMs | null = null;
  for (const quote of quotes) {
    if (before !== null && quote.time - before > 60_000) since = null;
    before = quote.time;
    since = isDownBy(quote, hundredths) ? (since ?? quote.time) : null;
    if (since !== null && quote.time - since >= span) return quote.time;
  }
  return null;
}
