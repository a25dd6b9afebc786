import { type KaipanBridge } from '../preload/contract.ts';
import { useTerminal } from './stores/terminal.ts';

/** Tells the main process once when the page with the terminal's state has been drawn. */
export function markUsable(kaipan: KaipanBridge): void {
  const stop = useTerminal.subscribe(({ link }) => {
    if (link.kind !== 'ready') return;
    stop();
    // The second frame begins after the first one with the state in it was drawn.
    requestAnimationFrame(() => requestAnimationFrame(() => void report(kaipan)));
  });
}

async function report(kaipan: KaipanBridge): Promise<void> {
  const [paint] = performance.getEntriesByName('first-paint');
  await kaipan.markUsable({
    timeOrigin: performance.timeOrigin,
    firstPaint: paint?.startTime ?? null,
    usable: performance.now(),
  });
}
