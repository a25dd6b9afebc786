import { afterEach, expect, it, vi } from 'vitest';
import { type KaipanBridge, type StatusRow } from '../../preload/contract.ts';
import { togglePause } from './risk.ts';
import { useTerminal } from './terminal.ts';

const STATUS: StatusRow = {
  mode: 'paper',
  account: 'demo',
  date: null,
  broker: 'connected',
  quotes: 'connected',
  lastQuoteArrival: null,
  phase: null,
  phases: [],
  now: 0,
  clockRate: 0,
  pauses: { buys: false, sells: false },
  halted: null,
  playback: null,
  settled: false,
  sealed: false,
};

afterEach(() => vi.unstubAllGlobals());

it('keeps the first of two quick presses', async () => {
  const setPauses = vi.fn<KaipanBridge['setPauses']>(async () => ({ ok: true, value: null }));
  vi.stubGlobal('window', { kaipan: { setPauses } });
  useTerminal.setState({ status: STATUS });
  await Promise.all([togglePause('buys'), togglePause('sells')]);
  expect(setPauses.mock.calls.at(-1)).toEqual([{ buys: true, sells: true }]);
  expect(useTerminal.getState().status?.pauses).toEqual({ buys: true, sells: true });
});
