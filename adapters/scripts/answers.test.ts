import { describe, expect, it } from 'vitest';
import { type ScriptedMove } from '../../core/execution/script-port.ts';
import { contextFor, openOrder } from '../../core/execution/style.fixture.ts';
import { type Result } from '../../core/kernel/result.ts';
import { readVerdict } from './condition-script.ts';
import { SCRIPT, usage } from './scripts.fixture.ts';
import { readMove } from './style-script.ts';

/** What an answer comes to, with one working order open. */
function moveOf(answer: unknown, time = '10:00:00'): Result<ScriptedMove, string> {
  return readMove(usage('before'), contextFor({ time, openOrders: [openOrder('09:59:00')], remaining: 800 }), answer);
}

describe('a move', () => {
  it.each<[unknown, unknown]>([
    [{ kind: 'wait', reason: 'no' }, { move: { kind: 'wait' }, state: '"before"' }],
    [{ kind: 'finish', reason: 'enough', state: null }, { move: { kind: 'finish' }, state: 'null' }],
    [{ kind: 'cancel', order: 'O1', reason: 'moved', state: [1] }, { move: { kind: 'cancel', orderId: 'O1' }, state: '[1]' }],
  ])('is read from %j', (answer, value) => {
    expect(moveOf(answer)).toMatchObject({ ok: true, value });
  });

  it('that is a cancel which has to wait leaves the state alone', () => {
    const cancel = { kind: 'cancel', order: 'O1', reason: 'moved', state: 'after' };
    expect(moveOf(cancel, '12:00:00')).toMatchObject({ value: { move: { kind: 'wait' }, state: '"before"' } });
  });

  it.each<[unknown, string]>([
    [undefined, 'no move'],
    [null, 'no move'],
    [{}, 'kind'],
    [{ kind: 'buy' }, 'kind'],
    [{ kind: 'send', price: 600000.5, quantity: 100 }, 'price'],
    [{ kind: 'send', price: 0.1 + 0.2, quantity: 100 }, 'price'],
    [{ kind: 'send', price: NaN, quantity: 100 }, 'price'],
    [{ kind: 'send', price: Infinity, quantity: 100 }, 'price'],
    [{ kind: 'send', price: -600000, quantity: 100 }, 'price'],
    [{ kind: 'send', price: '60.00', quantity: 100 }, 'price'],
    [{ kind: 'send', price: 2 ** 60, quantity: 100 }, 'price'],
    [{ kind: 'send', price: 600050, quantity: 100 }, 'price 600050 is no whole number of ticks of 100'],
    [{ kind: 'send', price: 600000, quantity: 0 }, 'quantity'],
    [{ kind: 'send', price: 600000, quantity: 900 }, 'quantity 900 is more than the 800 that remain'],
    [{ kind: 'send', price: 600000, quantity: 100, type: 'market' }, 'type'],
    [{ kind: 'send', price: 600000, quantity: 100, account: 'x' }, 'account'],
    [{ kind: 'cancel', order: 'O2', reason: 'x' }, 'no open order O2'],
    [{ kind: 'wait' }, 'reason'],
    [{ kind: 'wait', reason: 'x'.repeat(300) }, 'reason'],
    [{ kind: 'wait', reason: 'x', state: 'y'.repeat(20000) }, 'state: is longer than 16384'],
  ])('is not %j', (answer, message) => {
    expect(moveOf(answer)).toEqual({ ok: false, error: expect.stringContaining(message) });
  });
});

describe('a verdict', () => {
  it.each([1, 'true', null, undefined, {}, { holds: 1 }, { holds: true, more: 1 }])('is not %j', (answer) => {
    expect(readVerdict(usage(), answer)).toMatchObject({ ok: false });
  });

  it('keeps the state that it does not mention', () => {
    expect(readVerdict(usage('kept'), true)).toEqual({ ok: true, value: { script: SCRIPT, holds: true, state: '"kept"' } });
    expect(readVerdict(usage('kept'), { holds: false })).toEqual({ ok: true, value: { script: SCRIPT, holds: false, state: '"kept"' } });
    expect(readVerdict(usage('kept'), { holds: false, state: null })).toEqual({ ok: true, value: { script: SCRIPT, holds: false, state: 'null' } });
  });
});
