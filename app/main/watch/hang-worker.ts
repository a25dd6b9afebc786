import { workerData } from 'node:worker_threads';
import { HangWatch } from './hang-watch.ts';

const LOOK_EVERY_MS = 1_000;

/** The program of the thread that ends its process when the main thread's heart no longer beats. */
const watch = new HangWatch();
const beats = workerData as BigInt64Array<SharedArrayBuffer>;
setInterval(() => {
  if (!watch.hangs(Atomics.load(beats, 0))) return;
  process.stderr.write('The main process hangs and is ended.\n');
  process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS);
