import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clock, facts, quoteAt, yuan } from '../../core/conditions/conditions.fixture.ts';
import { type ScriptUse, type ScriptedMove } from '../../core/execution/script-port.ts';
import { type ContextChange, contextFor, openOrder } from '../../core/execution/style.fixture.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { quantity } from '../../core/kernel/units.ts';
import { type LoadedScripts } from './loaded-scripts.ts';
import { SCRIPT, example, loaded, remembered, usage } from './scripts.fixture.ts';

let scripts: LoadedScripts;
afterAll(() => scripts.close());

async function move(asked: ScriptUse, change: ContextChange): Promise<ScriptedMove> {
  const result = await scripts.nextMove(asked, contextFor(change));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('the patient chaser', () => {
  beforeAll(async () => {
    scripts = await loaded(example('patient-chaser'), 'patient-chaser.ts');
  });

  it('stands at its own best, then gives way tick by tick', async () => {
    expect(await move(usage(), {})).toEqual({
      script: SCRIPT,
      move: { kind: 'send', type: 'limit', price: yuan(60), quantity: 1_000 },
      state: remembered({ given: 0, filled: 0 }),
    });
    const state = { given: 0, filled: 0 };
    expect(await move(usage(state), { openOrders: [openOrder('09:59:45')] })).toMatchObject({ move: { kind: 'wait' }, state: remembered(state) });
    expect(await move(usage(state), { openOrders: [openOrder('09:59:30')] })).toMatchObject({ move: { kind: 'cancel', orderId: 'O1' }, state: remembered({ given: 1, filled: 0 }) });
    expect(await move(usage({ given: 1, filled: 0 }), {})).toMatchObject({ move: { kind: 'send', price: yuan(60.01) } });
    expect(await move(usage({ given: 1, filled: 0 }), { side: 'sell' })).toMatchObject({ move: { kind: 'send', price: yuan(60) } });
  });

  it('gives no more than it may, and never passes its bound', async () => {
    expect(await move(usage({ given: 5, filled: 0 }), { openOrders: [openOrder('09:50:00')] })).toMatchObject({ move: { kind: 'wait' } });
    const dear = [{ price: yuan(64), volume: quantity(100) }];
    expect(await move(usage(), { bids: dear })).toMatchObject({ move: { price: yuan(60.6) } });
  });

  it.each(['09:20:00', '12:00:00'])('waits at %s', async (time) => {
    expect(await move(usage(), { time })).toMatchObject({ move: { kind: 'wait' } });
  });
});

describe('the discount to the average price', () => {
  const id = '300274.SZ' as InstrumentId;
  const verdict = (ask: number, state: unknown, time = '10:00:00', params = {}): Promise<unknown> => {
    const quote = quoteAt(100, { asks: [{ price: yuan(ask), volume: quantity(100) }] });
    return scripts.holds(usage(state, params), id, facts({ now: clock(time), quote }));
  };

  beforeAll(async () => {
    scripts = await loaded(example('vwap-discount'), 'vwap-discount.ts');
  });

  it('holds at half a percent below and not a hair above', async () => {
    // The average is 100.5; half a percent of it 0.5025.
    expect(await verdict(99.9975, null)).toMatchObject({ value: { holds: true } });
    expect(await verdict(99.9976, null)).toMatchObject({ value: { holds: false, state: 'null' } });
    expect(await verdict(99.6, null, '10:00:00', { discount: '1' })).toMatchObject({ value: { holds: false } });
  });

  it('holds only once it has for long enough, and begins anew after a break', async () => {
    const params = { seconds: 30 };
    expect(await verdict(99, null, '10:00:00', params)).toMatchObject({ value: { holds: false, state: String(clock('10:00:00')) } });
    expect(await verdict(99, clock('10:00:00'), '10:00:29', params)).toMatchObject({ value: { holds: false } });
    expect(await verdict(99, clock('10:00:00'), '10:00:30', params)).toMatchObject({ value: { holds: true } });
    expect(await verdict(101, clock('10:00:00'), '10:00:30', params)).toMatchObject({ value: { holds: false, state: 'null' } });
  });

  it('does not hold without a quote', async () => {
    expect(await scripts.holds(usage(), id, facts())).toMatchObject({ value: { holds: false } });
  });
});

describe('the time-boxed slicer', () => {
  const params = { start: '09:40:00', end: '10:40:00', slices: 5 };
  const schedule = [9.75, 9.95, 10.15, 10.35, 10.55].map((hour) => hour * 3_600_000);

  beforeAll(async () => {
    scripts = await loaded(example('time-boxed'), 'time-boxed.ts');
  });

  it('draws its moments once, one in each slice', async () => {
    expect(await move(usage(null, params), { time: '09:39:59' })).toMatchObject({ move: { kind: 'wait' }, state: 'null' });
    const { state } = await move(usage(null, params), { time: '09:40:00' });
    const drawn = (JSON.parse(state) as readonly number[]).map((time) => Math.floor((time - 9.6666667 * 3_600_000) / 720_000));
    expect(drawn).toEqual([0, 1, 2, 3, 4]);
    expect(await move(usage(null, params), { time: '09:40:00' })).toMatchObject({ state });
  });

  it('sends what is due, takes back what is late, and ends in time', async () => {
    const asked = usage(schedule, params);
    expect(await move(asked, { time: '09:46:00' })).toMatchObject({ move: { kind: 'send', quantity: 200, price: yuan(60.01) } });
    expect(await move(asked, { time: '09:46:00', openOrders: [openOrder('09:45:30')] })).toMatchObject({ move: { kind: 'wait' } });
    expect(await move(asked, { time: '09:58:00', openOrders: [openOrder('09:45:30')] })).toMatchObject({ move: { kind: 'cancel' } });
    expect(await move(asked, { time: '10:34:00' })).toMatchObject({ move: { kind: 'send', quantity: 1_000 } });
    expect(await move(asked, { time: '10:40:00', openOrders: [openOrder('10:35:00')] })).toMatchObject({ move: { kind: 'cancel' } });
    expect(await move(asked, { time: '10:40:00' })).toMatchObject({ move: { kind: 'finish' } });
  });
});

describe.each(['scripts.md', 'scripts.zh.md'])('the example in %s', (file) => {
  it('buys below the previous close and nowhere else', async () => {
    const text = readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');
    const [, source = ''] = /```ts\n(.*?)```/s.exec(text) ?? [];
    scripts = await loaded(source, 'mine.ts');
    const asks = (amount: number): ContextChange => ({ asks: [{ price: yuan(amount), volume: quantity(100) }] });
    const { prevClose } = contextFor({}).reference;
    expect(await move(usage(), asks(prevClose / 10_000 - 0.01))).toMatchObject({ move: { kind: 'send', quantity: 1_000 } });
    expect(await move(usage(), asks(prevClose / 10_000))).toMatchObject({ move: { kind: 'wait' } });
  });
});
