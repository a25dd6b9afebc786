import { afterEach, describe, expect, it } from 'vitest';
import { facts, quoteAt } from '../../core/conditions/conditions.fixture.ts';
import { type ScriptId } from '../../core/kernel/script.ts';
import { contextFor, openOrder } from '../../core/execution/style.fixture.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type LoadedScripts } from './loaded-scripts.ts';
import { scriptText } from './script-text.ts';
import { SCRIPT, loaded, remembered, usage } from './scripts.fixture.ts';

const ID = '300274.SZ' as InstrumentId;
const open: LoadedScripts[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((scripts) => scripts.close()));
});

async function opened(source: string): Promise<LoadedScripts> {
  const scripts = await loaded(source);
  open.push(scripts);
  return scripts;
}

describe('a style script', () => {
  it('sees the line and its market, and sends', async () => {
    const scripts = await opened(`export function nextMove({ line, quote, rules, side, params }) {
      return { kind: 'send', price: quote.asks[0].price + rules.tick, quantity: Math.min(line.remaining, params.most), type: 'limit', state: { side } };
    }`);
    expect(await scripts.nextMove(usage(null, { most: 300 }), contextFor({}))).toEqual({
      ok: true,
      value: { script: SCRIPT, move: { kind: 'send', type: 'limit', price: 600_200, quantity: 300 }, state: remembered({ side: 'buy' }) },
    });
  });

  it('sees its orders, the phase and the clock', async () => {
    const scripts = await opened('export const nextMove = (c) => ({ kind: "wait", reason: [c.orders[0].id, c.orders[0].open, c.phase.name, c.date, c.timeOfDay].join() });');
    const result = await scripts.nextMove(usage(), contextFor({ openOrders: [openOrder('09:59:00')] }));
    expect(result).toMatchObject({ value: { move: { reason: { code: 'script.says', params: { script: SCRIPT, text: 'O1,true,morning,2024-03-06,36000000' } } } } });
  });

  it('is stopped for good after rubbish', async () => {
    const scripts = await opened('export const nextMove = ({ state }) => state;');
    const first = await scripts.nextMove(usage(1), contextFor({}));
    expect(first).toMatchObject({ ok: false });
    expect(await scripts.nextMove(usage({ kind: 'wait', reason: 'fine' }), contextFor({}))).toEqual(first);
  });
});

describe('a condition script', () => {
  it('sees the market and what is held, and says whether it holds', async () => {
    const scripts = await opened('export const holds = ({ quote, position, suspended, reference, state }) => ({ holds: quote.last < reference.limitUp && position === null, state: [state, suspended] });');
    const asked = facts({ quote: quoteAt(104), reference: { instrument: { id: ID } as never, prevClose: 1_000_000 as never, limitUp: 1_200_000 as never, limitDown: 0 as never } });
    expect(await scripts.holds(usage(7), ID, asked)).toEqual({ ok: true, value: { script: SCRIPT, holds: true, state: '[7,null]' } });
  });

  it('may answer with a bare truth', async () => {
    const scripts = await opened('export const holds = ({ quote }) => quote !== null;');
    expect(await scripts.holds(usage('kept'), ID, facts())).toEqual({ ok: true, value: { script: SCRIPT, holds: false, state: '"kept"' } });
  });
});

describe('loaded scripts', () => {
  it('refuse what nobody loaded, and the wrong kind', async () => {
    const scripts = await opened('export const holds = () => true;');
    expect(await scripts.holds({ ...usage(), script: 'other' as ScriptId }, ID, facts())).toMatchObject({ error: { code: 'script.unknown' } });
    expect(await scripts.nextMove(usage(), contextFor({}))).toMatchObject({ error: { code: 'script.noEntry' } });
    expect(await scripts.holds(usage(), ID, facts())).toMatchObject({ ok: true });
  });

  it('take another text in the place of the old one, also of one that was stopped', async () => {
    const scripts = await opened('export const holds = () => { throw new Error("old"); };');
    expect(await scripts.holds(usage(), ID, facts())).toMatchObject({ error: { params: { message: 'Error: old' } } });
    scripts.load(scriptText(SCRIPT, 'mine.ts', 'export const holds = () => tru e;'));
    expect(await scripts.holds(usage(), ID, facts())).toMatchObject({ error: { code: 'script.syntax' } });
    scripts.load(scriptText(SCRIPT, 'mine.ts', 'export const holds = (): boolean => true;'));
    expect(await scripts.holds(usage(), ID, facts())).toMatchObject({ ok: true, value: { holds: true } });
  });
});
