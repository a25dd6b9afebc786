import { afterEach, expect, it, vi } from 'vitest';
import { type KaipanBridge } from '../../preload/contract.ts';
import { togglePause } from './risk.ts';
import { STATUS } from './status.fixture.ts';
import { useTerminal } from './terminal.ts';

afterEach(() => vi.unstubAllGlobals());

it('asks for one side alone, so that a page behind the times never resumes the other', async () => {
  const setPauses = vi.fn<KaipanBridge['setPauses']>(async () => ({ ok: true, value: null }));
  vi.stubGlobal('window', { kaipan: { setPauses } });
  useTerminal.setState({ status: STATUS });
  await togglePause('buys');
  useTerminal.setState({ status: STATUS });
  await Promise.all([togglePause('sells'), togglePause('buys')]);
  expect(setPauses.mock.calls).toEqual([[{ buys: true }], [{ sells: true }], [{ buys: true }]]);
  expect(useTerminal.getState().status?.pauses).toEqual({ buys: true, sells: true, strategies: [] });
});
