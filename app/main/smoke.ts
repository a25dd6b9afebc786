import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AppInfo } from '../preload/contract.ts';
import { takePicture } from './pictures.ts';
import { type WindowKeeper } from './window-keeper.ts';

/**
 * What `--smoke=<file>` leaves behind: a picture of the usable window, and when it was usable. It proves of a packaged
 * app, which lets nobody look inside, that its window opens.
 */
export async function runSmoke(keeper: WindowKeeper, info: () => AppInfo, memoryMb: () => number, file: string): Promise<number> {
  const { window } = keeper;
  if (window === null) return 1;
  await mkdir(dirname(file), { recursive: true });
  await takePicture(window, `${file}.png`);
  await writeFile(file, `${JSON.stringify({ ...info(), memoryMb: memoryMb() }, null, 2)}\n`);
  return 0;
}
