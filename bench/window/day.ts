import { timeOfDay } from '../../core/kernel/time.ts';
import { Kaipan, freshFolder } from '../../e2e/support/kaipan.ts';
import { pause } from './pause.ts';
import { type ProcessMemory, memoryOf, processesOf } from './processes.ts';

const SPEED = 600;
const AFTER_CLOSE = timeOfDay('15:35:00');
const LONGEST_DAY_MS = 10 * 60_000;
/** Long enough for a browser to tidy up by itself; nothing is told to. */
const SETTLE_MS = 10_000;

/**
 * What the app holds in memory after a whole day: its plan approved, the Trade page open all day, the day sealed. A
 * larger market than the demo's runs as fast as it can.
 */
export async function measureDay(env: NodeJS.ProcessEnv, instruments: number | null): Promise<readonly ProcessMemory[]> {
  const folder = await freshFolder();
  const kaipan = await Kaipan.launch(folder.path, env, instruments === null ? [] : [`--demo-instruments=${instruments}`]);
  try {
    await kaipan.page.keyboard.press('Control+2');
    await kaipan.page.waitForSelector('.market-list .ag-row');
    await kaipan.approveAll();
    await kaipan.value('playback', { action: 'setSpeed', speed: SPEED });
    if (instruments !== null) await kaipan.value('playback', { action: 'jumpTo', time: AFTER_CLOSE });
    await kaipan.value('playback', { action: 'play' });
    const sealed = async (): Promise<boolean> => (await kaipan.snapshot()).status?.sealed === true;
    await kaipan.until(
      async () => {
        await pause(1_000);
        return sealed();
      },
      'the day to be sealed',
      LONGEST_DAY_MS,
    );
    await pause(SETTLE_MS);
    return await memoryOf(await processesOf(kaipan.app));
  } finally {
    await kaipan.close();
    await folder.remove();
  }
}
