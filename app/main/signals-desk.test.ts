import { expect, it } from 'vitest';
import { DEFAULT_STRATEGY } from '../../core/kernel/ids.ts';
import { refusal } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Rate } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type Signal } from '../../core/plan/signal.ts';
import { SignalsDesk, type SignalsRead } from './signals-desk.ts';

const signal: Signal = {
  date: '2026-02-27' as TradeDate,
  tradeDate: '2026-03-02' as TradeDate,
  strategyId: DEFAULT_STRATEGY,
  instrument: '000001.SZ' as InstrumentId,
  ask: { kind: 'target', weight: 1 as Rate },
  refPrice: null,
  reason: '',
  execution: null,
  condition: null,
};
const bad = refusal('value.outOfRange', { file: 'a.csv', line: 3, field: 'position', value: '1.2' });

const desk = (read: Partial<SignalsRead>): SignalsDesk =>
  new SignalsDesk(async () => ({ signals: [signal], badRows: 0, problems: [], otherSessions: new Map(), ...read }));
const check = (from: SignalsDesk): ReturnType<SignalsDesk['check']> => from.check('a.csv', new Uint8Array());

it('shows what a file holds, and takes it over once', async () => {
  const from = desk({ otherSessions: new Map([['2026-02-27', 3], ['2026-03-03', 4]]) });
  const row = await check(from);
  expect(row).toMatchObject({ name: 'a.csv', good: 1, bad: 0, otherSessions: 7, takes: 'all', tradeDate: '2026-03-02', strategies: ['default'] });
  expect(from.take(row.token, false, false)).toMatchObject({ ok: true, value: { name: 'a.csv', signals: [signal] } });
  expect(from.take(row.token, false, false)).toMatchObject({ error: { code: 'import.tokenUnknown' } });
});

it('names what is wrong by line and field, and skips it only when told to', async () => {
  const from = desk({ badRows: 1, problems: [bad] });
  const row = await check(from);
  expect(row).toMatchObject({ takes: 'goodOnly', problems: [{ line: 3, field: 'position', code: 'value.outOfRange' }] });
  expect(from.take(row.token, false, false)).toMatchObject({ error: { code: 'import.hasProblems', params: { bad: 1 } } });
  expect(from.take(row.token, true, false)).toMatchObject({ ok: true });
});

it('takes nothing from a file without a good row', async () => {
  const from = desk({ signals: [], problems: [refusal('file.notText', { file: 'a.csv' })] });
  const row = await check(from);
  expect(row).toMatchObject({ takes: 'nothing', tradeDate: null, problems: [{ line: null, field: null }] });
  expect(from.take(row.token, true, false)).toMatchObject({ error: { code: 'import.nothingToTake' } });
});

it('keeps the last file only, and shows no more than 200 problems', async () => {
  const from = desk({ problems: Array.from({ length: 300 }, () => bad) });
  const first = await check(from);
  const second = await check(from);
  expect(second.problems).toHaveLength(200);
  expect(from.take(first.token, true, false)).toMatchObject({ ok: false });
  expect(from.take(second.token, true, false)).toMatchObject({ ok: true });
});

it('takes what there is to doubt only with the person’s yes, and says that it was taken', async () => {
  const doubt = refusal('signals.changed', { strategy: 'alpha', date: '2026-02-27' });
  const from = desk({});
  const row = await from.check('alpha.json', new Uint8Array(), { doubts: [doubt], onTaken: () => undefined });
  expect(row.doubts).toEqual([doubt]);
  expect(from.take(row.token, false, false)).toEqual({ ok: false, error: doubt });
  expect(from.take(row.token, false, true)).toMatchObject({ ok: true });
});
