import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type TailMeasures } from '../../core/risk/measures/tail-measures.ts';

/** The thread's program stands beside this file: as source, or in a bundle as a chunk of its own. */
const WORKER = import.meta.url.endsWith('.ts') ? './tail-worker.ts' : './tail-worker.cjs';

/** As `tailMeasures`, in a thread of its own: no order waits for a simulation. Rejects when the thread fails. */
export async function tailMeasuresApart(returns: readonly number[]): Promise<TailMeasures> {
  const worker = new Worker(new URL(WORKER, import.meta.url), { workerData: returns, env: {}, execArgv: [] });
  try {
    const [measures] = (await once(worker, 'message')) as [TailMeasures];
    return measures;
  } finally {
    await worker.terminate();
  }
}
