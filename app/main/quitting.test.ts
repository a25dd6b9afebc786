import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type LineId, type OrderId } from '../../core/kernel/ids.ts';
import { refusal } from '../../core/kernel/result.ts';
import { FakeSession, aLine } from '../terminal/view/session.fixture.ts';
import { Quitting, hasUnfinished } from './quitting.ts';
import { wordsOf } from './words.ts';

const showMessageBox = vi.hoisted(() => vi.fn(async () => ({ response: 0 })));
vi.mock('electron', () => ({ dialog: { showMessageBox } }));

describe('unfinished trading', () => {
  it('is an open order or a line that may still send one, until the day is settled', () => {
    const { state } = new FakeSession();
    expect(hasUnfinished(state)).toBe(false);
    state.lines.set('L1' as LineId, aLine('L1'));
    expect(hasUnfinished(state)).toBe(false);
    state.lines.set('L1' as LineId, aLine('L1', { state: 'approved' }));
    expect(hasUnfinished(state)).toBe(true);
    state.lines.clear();
    state.openOrders.add('O1' as OrderId);
    expect(hasUnfinished(state)).toBe(true);
    state.halted = refusal('account.halted');
    expect(hasUnfinished(state)).toBe(false);
  });
});

describe('quitting', () => {
  let beforeQuit: (event: { preventDefault: () => void }) => void;
  const app = { on: (_name: string, listener: typeof beforeQuit) => (beforeQuit = listener), quit: vi.fn() };
  const event = { preventDefault: vi.fn() };
  const make = (mayAsk: boolean): Quitting =>
    new Quitting(app as unknown as Electron.App, () => mayAsk, () => wordsOf('en'));

  beforeEach(() => {
    vi.clearAllMocks();
    process.exitCode = undefined;
  });

  it('just happens when nothing is unfinished', () => {
    const quitting = make(false);
    beforeQuit(event);
    expect(event.preventDefault).not.toHaveBeenCalled();
    expect(quitting.decided).toBe(true);
  });

  it('asks when something is, and stays when told to', async () => {
    const quitting = make(true);
    beforeQuit(event);
    await Promise.resolve();
    expect(event.preventDefault).toHaveBeenCalledOnce();
    expect(showMessageBox).toHaveBeenCalledOnce();
    expect(quitting.decided).toBe(false);
    expect(app.quit).not.toHaveBeenCalled();
  });

  it('goes when the trader insists, and does not ask again', async () => {
    showMessageBox.mockResolvedValueOnce({ response: 1 });
    make(true);
    beforeQuit(event);
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce());
    beforeQuit(event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('never asks a signal', () => {
    make(true).now(0);
    beforeQuit(event);
    expect(showMessageBox).not.toHaveBeenCalled();
    expect(event.preventDefault).not.toHaveBeenCalled();
  });
});
