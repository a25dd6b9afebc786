import { expect, it, vi } from 'vitest';
import { REQUEST_NAMES } from '../preload/contract.ts';
import { listenToPage } from './ipc-gate.ts';

const handle = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ ipcMain: { handle } }));

it('row 13: listens to the known channels and to no others, all through the gate', async () => {
  const request = vi.fn(async () => ({ ok: true as const, value: null }));
  listenToPage({ request } as unknown as Parameters<typeof listenToPage>[0]);
  expect(handle.mock.calls.map(([channel]) => channel)).toEqual(REQUEST_NAMES.map((name) => `kaipan:${name}`));
  const event = { sender: { id: 1 }, senderFrame: null };
  for (const [index, [, listener]] of handle.mock.calls.entries()) {
    await listener(event, { some: 'payload' });
    expect(request).toHaveBeenLastCalledWith(REQUEST_NAMES[index], event, { some: 'payload' });
  }
});
