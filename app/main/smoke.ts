import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
// Its text, not what it exports.
// oxlint-disable-next-line import/default
import example from '../../resources/scripts/examples/patient-chaser.ts?raw';
import { rehearse } from '../../adapters/scripts/rehearse.ts';
import { scriptText } from '../../adapters/scripts/script-text.ts';
import { type ScriptId } from '../../core/kernel/script.ts';
import { type AppInfo } from '../preload/contract.ts';
import { takePicture } from './pictures.ts';
import { type WindowKeeper } from './window-keeper.ts';

/**
 * What `--smoke=<file>` leaves behind: a picture of the usable window, when it was usable, and what an example script
 * did. It proves of a packaged app, which lets nobody look inside, that its window opens and that scripts run.
 */
export async function runSmoke(keeper: WindowKeeper, info: () => AppInfo, memoryMb: () => number, file: string): Promise<number> {
  const { window } = keeper;
  if (window === null) return 1;
  await mkdir(dirname(file), { recursive: true });
  await takePicture(window, `${file}.png`);
  const script = await rehearse(scriptText('patient-chaser' as ScriptId, 'patient-chaser.ts', example), {});
  await writeFile(file, `${JSON.stringify({ ...info(), memoryMb: memoryMb(), script }, null, 2)}\n`);
  return 0;
}
