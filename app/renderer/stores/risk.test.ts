import { afterEach, expect, it, vi } from 'vitest';
import { type KaipanBridge } from '../../preload/contract.ts';
import { togglePause } from './risk.ts';
import { STATUS } from './status.fixture.ts';
import { useTerminal } from './terminal.ts';

afterEach(() => vi.unstubAllGlobals());

it('keeps the first of two quick presses', async () => {
  const setPauses = vi.fn<KaipanBridge['setPauses']>(async () => ({ ok: true, value: null }));
  vi.stubGlobal('window', { kaipan: { setPauses } });
  useTerminal.setState({ status: STATUS });
  await Promise.all([togglePause('buys'), togglePause('sells')]);
  expect(setPauses.mock.calls.at(-1)).toEqual([{ buys: true, sells: true }]);
  expect(useTerminal.getState().status?.pauses).toEqual({ buys: true, sells: true });
});
