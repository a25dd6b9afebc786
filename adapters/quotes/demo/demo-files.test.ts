import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { readAccount } from '../../files/account.ts';
import { readInstruments } from '../../files/instruments.ts';
import { replayQuotes } from '../replay/replay.ts';
import { demoAccount } from './demo-account.ts';
import { QUOTES_HEADER, QuoteRows, accountJson, instrumentsCsv } from './demo-files.ts';
import { type DemoMarket, createDemoMarket } from './demo-market.ts';

const DATE = '2025-06-03' as TradeDate;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kaipan-demo-'));
});
afterAll(() => rm(folder, { recursive: true }));

function market(): DemoMarket {
  const made = createDemoMarket({ seed: 3, date: DATE, calendar: exchangeCalendar(), instruments: 40, everyMs: 120_000 });
  if (!made.ok) throw new RangeError(made.error.code);
  return made.value;
}

function source(name: string, text: string): { name: string; bytes: Uint8Array } {
  return { name, bytes: Buffer.from(text) };
}

describe('what the demo writes is read back the same', () => {
  it('quotes', async () => {
    const file = path.join(folder, 'demo.quotes.csv');
    const quotes = [...market().quotes()];
    const rows = new QuoteRows();
    await writeFile(file, QUOTES_HEADER + quotes.map((quote) => rows.row(quote)).join(''));
    const read: Quote[] = [];
    for await (const batch of replayQuotes([file], DATE)) read.push(...batch);
    expect(read).toEqual(quotes);
  });

  it('instruments', async () => {
    const read = await readInstruments(source('instruments.csv', instrumentsCsv(market())));
    const written = market().references.map(({ instrument }) => instrument);
    expect(read.ok ? [...read.value.values()] : read).toEqual(written);
  });

  it('the account', async () => {
    const account = demoAccount(market());
    expect(await readAccount(source('account.json', accountJson(account)))).toEqual({ ok: true, value: account });
  });
});
