import { expect, it } from 'vitest';
import { readIndexCloses } from './index-closes.ts';

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

it('reads the closes of the index that the file’s name begins with', async () => {
  const read = await readIndexCloses(file('000300.SH 沪深300.csv', 'date,close\n2026-01-05,4000.12\n2026-01-06,4010\n'));
  expect(read).toEqual({ ok: true, value: { index: '000300.SH', closes: [{ date: '2026-01-05', close: 40_001_200 }, { date: '2026-01-06', close: 40_100_000 }] } });
});

it.each([
  ['hs300.csv', 'date,close\n2026-01-05,4000\n', 'index.notNamed', undefined],
  ['000001.SZ.csv', 'date,close\n2026-01-05,4000\n', 'index.notNamed', undefined],
  ['000300.SH.csv', 'date,close\n2026-01-06,4000\n2026-01-05,4000\n', 'quotes.timeWentBack', 3],
  ['000300.SH.csv', 'date,close\n2026-01-05,0\n', 'value.notPositive', 2],
  ['000300.SH.csv', 'date,close\n', 'file.noRows', undefined],
])('refuses %s with what is wrong and where', async (name, text, code, line) => {
  expect(await readIndexCloses(file(name, text))).toMatchObject({ ok: false, error: { code, params: line === undefined ? {} : { line } } });
});
