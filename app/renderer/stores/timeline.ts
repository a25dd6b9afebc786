import { useEffect } from 'react';
import { type TimelineRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { useTerminal } from './terminal.ts';

/** Where the timeline stands in the page, for the key that goes to it. */
export const TIMELINE_CHART = 'line-timeline';

/** The timeline of a line, told anew while somebody looks at it; null until it is known. */
export function useTimeline(lineId: string): TimelineRow | null {
  useEffect(() => {
    useTerminal.setState({ watchedLine: lineId, timeline: null });
    void watch(lineId);
    return () => {
      useTerminal.setState({ watchedLine: null, timeline: null });
      void ask(bridge().watchLine({ id: null }));
    };
  }, [lineId]);
  return useTerminal((state) => state.timeline);
}

async function watch(lineId: string): Promise<void> {
  const answer = await ask(bridge().watchLine({ id: lineId }));
  if (answer !== null && useTerminal.getState().watchedLine === lineId) useTerminal.setState({ timeline: answer.value });
}
