import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { app, dialog } from 'electron';
import { openLog } from '../logger.ts';
import { wordsOf } from '../words.ts';
import { type Instructions, type Outcome, outcomeOf } from './instructions.ts';

const STDIN = 0;

/** The argument that makes a process of the app its watcher. */
export const WATCHER = '--watch-over';

/**
 * The whole life of a watcher: waits until the process at the other end of its standard input is gone, however that came
 * about, and starts the app again if it did not end in order. Waits in one blocking read, before Chromium has started
 * anything, so that it costs next to nothing.
 */
export function watchOver(): void {
  const outcome = outcomeOf(readFileSync(STDIN, 'utf8'), Date.now());
  if (outcome.kind === 'rest') app.exit(0);
  else begin(outcome);
}

function begin({ kind, instructions }: Exclude<Outcome, { kind: 'rest' }>): void {
  const log = openLog(instructions.dataDir, Date.now);
  if (kind === 'startAgain') {
    log.warn(`the main process is gone; it is started again (${instructions.crashes.length})`);
    startAgain(instructions);
    app.exit(0);
    return;
  }
  const reference = log.fault(new Error(`the main process is gone ${instructions.crashes.length} times within ten minutes; it stays gone`), 'watcher');
  app.setPath('userData', instructions.dataDir);
  void app.whenReady().then(() => {
    const words = wordsOf(instructions.language);
    dialog.showErrorBox(words.gaveUpTitle, `${words.gaveUpBody}${reference}`);
    app.exit(1);
  });
}

function startAgain({ args, crashes, playing }: Instructions): void {
  const again = [...args, `--crashes=${crashes.join(',')}`, ...(playing === null ? [] : [`--playing=${playing}`])];
  spawn(process.execPath, again, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] }).unref();
}
