import { parentPort, workerData } from 'node:worker_threads';
import { tailMeasures } from '../../core/risk/measures/tail-measures.ts';

/** The program of the thread that {@link tailMeasuresApart} starts: one set of returns, one answer. */
// A thread has no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(tailMeasures(workerData as readonly number[]));
