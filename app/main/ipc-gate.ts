import { ipcMain } from 'electron';
import { REQUEST_CHANNEL_PREFIX, REQUEST_NAMES } from '../preload/contract.ts';
import { type Gate } from './gate.ts';

/** Listens to the known requests, all through the gate; Electron itself refuses every other channel. */
export function listenToPage(gate: Pick<Gate, 'request'>): void {
  for (const name of REQUEST_NAMES) {
    ipcMain.handle(REQUEST_CHANNEL_PREFIX + name, (event, payload: unknown) => gate.request(name, event, payload));
  }
}
